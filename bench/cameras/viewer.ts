/**
 * The viewers: they read and count, and some look for the time of sending.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { connect, type Socket } from "node:net";
import process from "node:process";
import { takeOrders } from "../displays/child.ts";
import { quantile } from "../displays/statistics.ts";
import { epochMicroseconds } from "./epoch.ts";
import { STAMP, STAMP_DIGITS } from "./synthetic_video.ts";
import type { ConnectOrder, ViewerOrders, Watching } from "./viewers.ts";

/** What may be cut in two by the end of a read. */
const KEEP_BYTES = STAMP.length + STAMP_DIGITS - 1;

/** A socket that is not read and not kept would be collected, and closed. */
const sockets: Socket[] = [];
let bytes = 0;
let delaysMs: number[] = [];

/** Reads the time of sending wherever it stands in a stream. */
class StampReader {
  #rest: Buffer = Buffer.alloc(0);

  read(chunk: Buffer): void {
    const now = epochMicroseconds();
    const input = Buffer.concat([this.#rest, chunk]);
    let from = 0;
    for (let at = input.indexOf(STAMP); at >= 0; at = input.indexOf(STAMP, from)) {
      const digits = at + STAMP.length;
      if (digits + STAMP_DIGITS > input.length) break;
      from = digits + STAMP_DIGITS;
      delaysMs.push((now - Number(input.toString("latin1", digits, from))) / 1_000);
    }
    this.#rest = input.subarray(Math.max(from, input.length - KEEP_BYTES));
  }
}

function open(port: number, request: string | null, what: Watching): Promise<void> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  sockets.push(socket);
  const stamps = what === "look" ? new StampReader() : undefined;
  socket.on("error", (error) => process.stderr.write(`viewer: ${error.message}\n`));
  if (what === "ignore") socket.pause();
  else {
    socket.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      stamps?.read(chunk);
    });
  }
  return new Promise((resolve) =>
    socket.once("connect", () => {
      if (request !== null) socket.write(request);
      resolve();
    })
  );
}

await takeOrders<ViewerOrders>({
  async connect({ targets, each, what }: ConnectOrder) {
    for (const { port, request } of targets) {
      for (let n = 0; n < each; n++) await open(port, request, what);
    }
    return null;
  },
  bytes: () => bytes,
  delays() {
    const sorted = delaysMs.sort((a, b) => a - b);
    delaysMs = [];
    const [p50 = NaN, p99 = NaN, slowest = NaN] = [0.5, 0.99, 1].map((share) =>
      quantile(sorted, share)
    );
    return { count: sorted.length, p50, p99, slowest };
  },
});
process.exit(0);
