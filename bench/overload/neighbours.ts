import { setTimeout as wait } from "node:timers/promises";
import { once } from "node:events";
import type { Socket } from "node:net";
import { connect } from "node:tls";
import type { Target } from "./flooding.ts";
import { open } from "./raw_socket.ts";

/** Those at the ports that people do not use: a viewer at a relay, and somebody who connects over TLS each second. */
export interface Neighbours {
  /** Milliseconds of the longest time without a byte of the camera. */
  readonly longestGapMs: number;
  /** Of each connection over TLS, handshake and answer. */
  readonly tlsMs: readonly number[];
  /** What did not work, in words. */
  readonly failures: readonly string[];
}

const GOOD = "127.0.0.1";
const PATIENCE_MS = 10_000;

/** Begins to watch and to connect; the answer ends it, and tells how it went. */
export function startNeighbours(target: Target): () => Promise<Neighbours> {
  const stop = new AbortController();
  const viewer = watch(target.relayPort, stop.signal);
  const caller = call(target.tlsPort, stop.signal);
  return async () => {
    stop.abort();
    const [{ longestGapMs, ended }, { tlsMs, failures }] = await Promise.all([viewer, caller]);
    const lost = ended ? ["the viewer was cut off"] : [];
    return { longestGapMs, tlsMs, failures: [...lost, ...failures] };
  };
}

async function watch(port: number, signal: AbortSignal) {
  const socket = await open({ port, from: GOOD });
  let [longestGapMs, ended, last] = [0, false, performance.now()];
  const look = () => {
    longestGapMs = Math.max(longestGapMs, performance.now() - last);
    last = performance.now();
  };
  socket.on("data", look);
  socket.once("close", () => ended = !signal.aborted);
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  look();
  socket.destroy();
  return { longestGapMs, ended };
}

async function call(port: number, signal: AbortSignal) {
  const tlsMs: number[] = [];
  const failures: string[] = [];
  while (!signal.aborted) {
    const began = performance.now();
    await askOverTls(port).catch((cause) => failures.push(`over TLS: ${cause}`));
    tlsMs.push(performance.now() - began);
    await wait(1_000, undefined, { signal }).catch(() => {});
  }
  return { tlsMs, failures };
}

async function askOverTls(port: number): Promise<void> {
  const socket: Socket = connect({ host: GOOD, port, rejectUnauthorized: false });
  const timer = setTimeout(() => socket.destroy(new Error("no answer")), PATIENCE_MS);
  try {
    await once(socket, "secureConnect");
    socket.write("GET /healthz HTTP/1.1\r\nHost: signalbox\r\nConnection: close\r\n\r\n");
    await once(socket, "data");
  } finally {
    clearTimeout(timer);
    socket.on("error", () => {});
    socket.destroy();
  }
}
