import assert from "node:assert/strict";
import { once } from "node:events";
// @ts-types="@types/ws"
import { WebSocket } from "ws";
import { type HttpServer, openHttpServer } from "../../../../adapters/http/server.ts";
import { LIVE_HEAD_BYTES, LiveMessage } from "../../../../protocols/api/live.ts";
import { type ApiBench, withApi } from "../api_bench.ts";

/** The API behind a port. */
export interface Served {
  readonly bench: ApiBench;
  readonly http: HttpServer;
  open(query?: string, headers?: Record<string, string>): Promise<LiveClient>;
}

/** Runs a test against the API on a port of its own. */
export async function withServer(test: (served: Served) => Promise<void>): Promise<void> {
  await withApi(async (bench) => {
    const { fetch, attach } = bench.api;
    const http = await openHttpServer({ host: "127.0.0.1", port: 0, fetch, attach });
    const base = `ws://127.0.0.1:${http.address.port}/api/v1/cameras/Camera-1/live`;
    const authorized = { Authorization: `Bearer ${bench.secrets.view}` };
    try {
      const open = (query = "", headers: Record<string, string> = authorized) =>
        LiveClient.open(`${base}${query}`, headers);
      await test({ bench, http, open });
    } finally {
      bench.api.close();
      await http.close(100);
    }
  });
}

/** What a page would see. */
export class LiveClient {
  readonly #waiting: ((message: string | Uint8Array) => void)[] = [];
  readonly #came: (string | Uint8Array)[] = [];
  readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    socket.on("error", () => {});
    socket.on("message", (data: Uint8Array, isBinary: boolean) => {
      const message = isBinary ? new Uint8Array(data) : String(data);
      const waiting = this.#waiting.shift();
      if (waiting) waiting(message);
      else this.#came.push(message);
    });
    this.closed = new Promise((resolve) => socket.on("close", resolve));
  }

  static async open(url: string, headers: Record<string, string>): Promise<LiveClient> {
    const client = new LiveClient(new WebSocket(url, { headers }));
    await once(client.socket, "open");
    return client;
  }

  async text(): Promise<LiveMessage> {
    return LiveMessage.parse(JSON.parse(String(await this.next())));
  }

  async video(): Promise<{ kind: number; key: number; at: number; bytes: number[] }> {
    const message = await this.next();
    if (typeof message === "string") assert.fail(`expected video, got ${message}`);
    const head = new DataView(message.buffer, message.byteOffset);
    return {
      kind: head.getUint8(0),
      key: head.getUint8(1),
      at: head.getFloat64(4),
      bytes: [...message.subarray(LIVE_HEAD_BYTES)],
    };
  }

  next(): Promise<string | Uint8Array> {
    const came = this.#came.shift();
    if (came !== undefined) return Promise.resolve(came);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** Waits for something that real sockets bring about; the test runner's own deadline ends a wait in vain. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
