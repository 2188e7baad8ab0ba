import { Buffer } from "node:buffer";
// @ts-types="@types/ws"
import type { WebSocket } from "ws";
import { createTestSystem, type Probe, type TestSystem } from "../../../actors/kernel/testing.ts";
import type { NodeHostReport, RegisterNode } from "../../../actors/nodes/messages.ts";
import { accept, type Outcome } from "../../../actors/outcome.ts";
import type { ActorRef } from "../../../actors/kernel/mod.ts";
import type { NodeBinding } from "../../../adapters/websocket/authenticator.ts";
import { DEFAULT_LIMITS, type NodeGatewayLimits } from "../../../adapters/websocket/limits.ts";
import { NodeSession } from "../../../adapters/websocket/node_session.ts";

/** The few parts of a WebSocket that a session touches. */
export class FakeSocket {
  bufferedAmount = 0;
  /** Frames sent, parsed. */
  readonly sent: Record<string, unknown>[] = [];
  pings = 0;
  /** Corked now, and how often what was gathered has left. */
  corked = false;
  writes = 0;
  paused = false;
  terminated = false;
  readonly closes: { readonly code: number; readonly reason: string }[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  cork(): void {
    this.corked = true;
  }
  uncork(): void {
    this.corked = false;
    this.writes++;
  }
  ping(): void {
    this.pings++;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  terminate(): void {
    this.terminated = true;
  }
  close(code: number, reason: string): void {
    this.closes.push({ code, reason });
  }
}

/** A session over a fake socket in virtual time, with probes for the directory and the host's actor. */
export interface SessionBench extends TestSystem {
  readonly socket: FakeSocket;
  readonly session: NodeSession;
  readonly directory: Probe<RegisterNode>;
  readonly host: Probe<NodeHostReport>;
  /** `kind: detail`, in order. */
  readonly problems: string[];
  /** The client sends a frame. */
  hears(frame: unknown): void;
  hearsBinary(bytes: Uint8Array): void;
  /** The client registers, and is taken in. */
  register(serverId?: string): Promise<void>;
  /** Types of what the host's actor was told. */
  told(): string[];
}

/** What the directory answers a registration with. */
export type Answer = (question: RegisterNode) => Outcome<ActorRef<NodeHostReport>>;

/** Opens a session. */
export function openSession(
  limits: Partial<NodeGatewayLimits> = {},
  answer?: Answer | "none",
  hostRef?: ActorRef<NodeHostReport>,
  binding: NodeBinding = { bound: true },
): SessionBench {
  const test = createTestSystem();
  const directory = test.probe<RegisterNode>("nodes");
  const host = test.probe<NodeHostReport>("host");
  const ref = hostRef ?? host.ref;
  const welcome: Answer = ({ link, serverId }) => {
    link.say({ type: "registered", serverId, message: "welcome" });
    return accept(ref);
  };
  if (answer !== "none") directory.answer(answer ?? welcome);
  const problems: string[] = [];
  const socket = new FakeSocket();
  const bind = () => Promise.resolve(binding);
  const peer = { wire: socket, peerAddress: "192.0.2.7", secure: false, account: "ops", bind };
  const session = new NodeSession(socket as unknown as WebSocket, peer, {
    nodes: directory.ref,
    onProblem: (kind, _address, detail) => void problems.push(`${kind}: ${detail}`),
    clock: test.clock,
    limits: { ...DEFAULT_LIMITS, ...limits },
    load: () => "normal",
  });
  const hears = (frame: unknown) => {
    const text = typeof frame === "string" ? frame : JSON.stringify(frame);
    session.receive({ data: Buffer.from(text) });
  };
  return {
    ...test,
    socket,
    session,
    directory,
    host,
    problems,
    hears,
    hearsBinary: (bytes) => session.receive({ data: Buffer.from(bytes) }),
    async register(serverId = "4F1A09C27B3E") {
      hears({ type: "register", serverId, version: "1.1.0" });
      await test.settle();
    },
    told: () =>
      host.messages.map((message) =>
        message.type === "nodeEvent" ? message.event.type : message.type
      ),
  };
}
