/**
 * The other side of the wire: sync hosts by the thousand, servers that are polled, and listeners.
 *
 * @module
 */
import { createServer } from "node:net";
import process from "node:process";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import { encodeStatusAnswer } from "../../protocols/syncguard/encoder.ts";
import { takeOrders } from "../displays/child.ts";
import { LineSender } from "./line_sender.ts";
import type { BlastOrder, ConnectOrder, LoadOrders, SteadyOrder } from "./loads.ts";
import { timeNews } from "./news.ts";

/** Connects at a time: fewer than a listening socket lets wait. */
const CONNECTS_AT_ONCE = 100;
/** How finely a steady load is spread. */
const SLICE_MS = 10;

let senders: LineSender[] = [];

async function connect({ port, count, first = 0 }: ConnectOrder): Promise<null> {
  for (let made = 0; made < count; made += CONNECTS_AT_ONCE) {
    const batch = Array.from(
      { length: Math.min(CONNECTS_AT_ONCE, count - made) },
      (_, n) => new LineSender(port, first + made + n),
    );
    await Promise.all(batch.map(({ connected }) => connected));
    for (const sender of batch) sender.say();
    senders.push(...batch);
  }
  return null;
}

async function blast({ seconds, linesPerWrite }: BlastOrder): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let sent = 0;
  while (performance.now() < until) {
    for (const sender of senders) {
      if (!sender.ready) continue;
      if (linesPerWrite === 1) sender.say();
      else sender.sayMany(linesPerWrite);
      sent += linesPerWrite;
    }
    await turn();
  }
  return sent;
}

async function steady({ seconds, intervalMs }: SteadyOrder): Promise<number> {
  const began = performance.now();
  const perMs = senders.length / intervalMs;
  let sent = 0;
  for (let passedMs = 0; passedMs < seconds * 1_000;) {
    await pause(SLICE_MS);
    passedMs = performance.now() - began;
    for (; sent < passedMs * perMs; sent++) senders[sent % senders.length]?.say();
  }
  return sent;
}

async function answer(): Promise<{ port: number }> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => {});
    socket.on("data", () => socket.write(encodeStatusAnswer(true)));
  });
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was bound");
  return { port: address.port };
}

await takeOrders<LoadOrders>({
  connect,
  blast,
  steady,
  answer,
  news: (order) => timeNews(order, senders),
  async hangUp() {
    await Promise.all(senders.map((sender) => sender.close()));
    senders = [];
    return null;
  },
});
process.exit(0);
