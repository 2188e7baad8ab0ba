/**
 * The whole control host as a server of this benchmark. Only the limits that one address would run into are wider
 * than a user's.
 *
 * @module
 */
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { type BenchHost, startBenchHost } from "../displays/bench_host.ts";
import { takeOrders } from "../displays/child.ts";
import type { BenchCodec } from "./cameras.ts";
import type { OpenOrder, ServerOrders, StreamPath } from "./servers.ts";
import type { Target } from "./viewers.ts";

/** All viewers come from one address. */
const TUNING = { relay: { maxViewersPerAddress: 1_000, burstArrivals: 1_000 } };
const LOOK_AGAIN_MS = 20;
/** Ports that no other program of a usual machine has. */
const FIRST_RELAY_PORT = 28_900;

interface ListedCamera {
  readonly id: number;
  readonly name: string;
  readonly stream: string;
  readonly relayPort: number | null;
}

let running: BenchHost | undefined;

async function open({ cameras, codec, path }: OpenOrder): Promise<readonly Target[]> {
  running = await startBenchHost(TUNING, {
    cameras: cameras.map((port, n) => ({
      name: `Camera-${n}`,
      address: "127.0.0.1",
      port,
      relayPort: FIRST_RELAY_PORT + n,
    })),
  });
  const host = running;
  const listed = await allListed(host, cameras.length);
  return listed.map((camera) => targetOf(host, camera, codec, path));
}

/** When each is connected and has its relay, in the order in which they were configured. */
async function allListed({ url, token }: BenchHost, count: number): Promise<ListedCamera[]> {
  for (;;) {
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/api/v1/cameras?limit=${count}`, { headers });
    const { items } = await answer.json() as { readonly items: ListedCamera[] };
    const ready = items.filter(({ stream, relayPort }) =>
      stream !== "connecting" && relayPort !== null
    );
    if (ready.length === count) {
      return items.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
    }
    await pause(LOOK_AGAIN_MS);
  }
}

function targetOf(
  { url, token }: BenchHost,
  { id, relayPort }: ListedCamera,
  codec: BenchCodec,
  path: StreamPath,
): Target {
  if (codec === "jpeg" && relayPort !== null) return { port: relayPort, request: null };
  const { port, host } = new URL(url);
  const file = path === "pieces" ? "stream.h264" : "stream.mp4";
  const request = `GET /api/v1/cameras/${id}/${file} HTTP/1.1\r\nHost: ${host}\r\n` +
    `Authorization: Bearer ${token}\r\n\r\n`;
  return { port: Number(port), request };
}

await takeOrders<ServerOrders>({
  async open(order) {
    return { targets: await open(order), pid: null };
  },
});
await running?.stop();
process.exit(0);
