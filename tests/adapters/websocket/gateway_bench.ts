import { createSecureContext } from "node:tls";
// @ts-types="@types/ws"
import { type ClientOptions, WebSocket } from "ws";
import { createTestSystem, type Probe } from "../../../actors/kernel/testing.ts";
import type { NodeHostReport, RegisterNode } from "../../../actors/nodes/messages.ts";
import { accept } from "../../../actors/outcome.ts";
import { createDeviceHttp } from "../../../adapters/device_port/device_http.ts";
import { openDevicePort } from "../../../adapters/device_port/device_port.ts";
import { admitAnyone } from "../../../adapters/websocket/authenticator.ts";
import {
  createNodeGateway,
  type NodeGateway,
  type NodeGatewayOptions,
} from "../../../adapters/websocket/node_gateway.ts";
import { TEST_ONLY_CERTIFICATE, TEST_ONLY_KEY } from "../device_port/test_certificate.ts";

/** A node gateway behind a device port on loopback, with probes in the place of the actors. */
export interface GatewayBench {
  readonly gateway: NodeGateway;
  readonly port: number;
  readonly directory: Probe<RegisterNode>;
  readonly host: Probe<NodeHostReport>;
  /** `kind: detail`, in order. */
  readonly problems: string[];
  /** Connects; waits for nothing. */
  dial(path?: string, options?: ClientOptions, protocols?: string[]): NodePeer;
}

/** Runs a test, and clears everything away. */
export async function withNodeGateway(
  test: (bench: GatewayBench) => Promise<void>,
  options: Partial<NodeGatewayOptions> = {},
): Promise<void> {
  const { system, probe } = createTestSystem();
  const directory = probe<RegisterNode>("nodes");
  const host = probe<NodeHostReport>("host");
  directory.answer(({ link, serverId }) => {
    link.say({ type: "registered", serverId, message: "welcome" });
    return accept(host.ref);
  });
  const problems: string[] = [];
  const gateway = createNodeGateway({
    nodes: directory.ref,
    authenticator: admitAnyone,
    onProblem: (kind, _address, detail) => void problems.push(`${kind}: ${detail}`),
    ...options,
  });
  const http = createDeviceHttp({
    onRequest: (_request, response) => response.writeHead(404).end(),
    onUpgrade: (request, socket, head) => gateway.upgrade(request, socket, head),
    onError: (error) => problems.push(`error: ${error}`),
  });
  const secureContext = createSecureContext({ cert: TEST_ONLY_CERTIFICATE, key: TEST_ONLY_KEY });
  const port = await openDevicePort({
    host: "127.0.0.1",
    port: 0,
    acceptors: { http: http.accept, drain: http.drain, tls: { secureContext } },
    onProblem: ({ kind, detail }) => void problems.push(`${kind}: ${detail}`),
  });
  const peers: NodePeer[] = [];
  const dial: GatewayBench["dial"] = (path = "/ws/monitoring/", more = {}, protocols = []) => {
    const scheme = more.ca === undefined && more.rejectUnauthorized === undefined ? "ws" : "wss";
    const url = `${scheme}://127.0.0.1:${port.address.port}${path}`;
    const peer = new NodePeer(new WebSocket(url, protocols, more));
    peers.push(peer);
    return peer;
  };
  try {
    await test({ gateway, port: port.address.port, directory, host, problems, dial });
  } finally {
    for (const { socket } of peers) socket.terminate();
    await gateway.shutDown();
    await port.close({ deadlineMs: 0 });
    await system.stop(1_000);
  }
}

/** A WebSocket client that remembers what it hears. */
export class NodePeer {
  /** Headers of the answer to the handshake. */
  readonly upgraded: Promise<Record<string, unknown>>;
  /** Resolves with code and reason. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** The HTTP status of a handshake that was refused. */
  readonly refused: Promise<number>;
  readonly frames: Record<string, unknown>[] = [];
  readonly #waiting: { type: string; resolve: (frame: Record<string, unknown>) => void }[] = [];

  constructor(readonly socket: WebSocket) {
    socket.on("error", () => {});
    this.upgraded = new Promise((resolve) =>
      socket.once("upgrade", ({ headers }) => resolve(headers))
    );
    this.refused = new Promise((resolve) =>
      socket.once("unexpected-response", (request, { statusCode }) => {
        request.destroy();
        resolve(statusCode ?? 0);
      })
    );
    this.closed = new Promise((resolve) =>
      socket.once("close", (code, reason) => resolve({ code, reason: reason.toString() }))
    );
    socket.on("message", (data) => this.#heard(JSON.parse(data.toString())));
  }

  async opened(): Promise<this> {
    await this.upgraded;
    return this;
  }

  /** Sends a register at once when the socket opens, and waits for the answer. */
  async register(serverId = "4F1A09C27B3E"): Promise<this> {
    await this.opened();
    this.say({ type: "register", serverId, version: "1.1.0" });
    await this.frame("register_ack");
    return this;
  }

  say(frame: unknown): void {
    this.socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** The first frame of this type, of those that came or will come. */
  frame(type: string): Promise<Record<string, unknown>> {
    const known = this.frames.find((frame) => frame.type === type);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => this.#waiting.push({ type, resolve }));
  }

  /** Resolves with what the other side answers to a ping. */
  ping(content: string): Promise<string> {
    return new Promise((resolve) => {
      this.socket.once("pong", (data) => resolve(data.toString()));
      this.socket.ping(content);
    });
  }

  #heard(frame: Record<string, unknown>): void {
    this.frames.push(frame);
    for (const each of [...this.#waiting]) {
      if (each.type !== frame.type) continue;
      this.#waiting.splice(this.#waiting.indexOf(each), 1);
      each.resolve(frame);
    }
  }
}
