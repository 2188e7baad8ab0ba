/**
 * The other side of the wire: node hosts by the thousand, and the clock that times them.
 *
 * @module
 */
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { takeOrders } from "../displays/child.ts";
import { quantile } from "../displays/statistics.ts";
import { LightNode } from "./light_node.ts";
import type { ConnectOrder, LoadOrders, SaturateOrder, TickOrder, TickReport } from "./loads.ts";

/** A server that has not taken everybody in by then has failed. */
const CONNECT_TIMEOUT_MS = 60_000;
/** Frames under way are answered long before that. */
const QUIET_TIMEOUT_MS = 10_000;
/** Hosts that dial at the same time. */
const DIALLING = 50;
/** The slots of a second in which hosts send. */
const SLOTS = 100;
/** Time for the last acknowledgements. */
const GRACE_MS = 2_000;

let nodes: LightNode[] = [];
let lost = 0;
let onAck: (node: LightNode) => void = () => {};

async function connect({ url, hosts, containers }: ConnectOrder): Promise<number> {
  const giveUpAt = performance.now() + CONNECT_TIMEOUT_MS;
  let registered = 0;
  nodes = [];
  lost = 0;
  for (let n = 0; n < hosts; n++) {
    nodes.push(
      new LightNode(url, `HOST${n}`, containers, {
        registered: () => registered++,
        acknowledged: (node) => onAck(node),
        lost: () => lost++,
      }),
    );
    while (n - registered - lost >= DIALLING && performance.now() < giveUpAt) await pause(1);
  }
  while (registered + lost < hosts && performance.now() < giveUpAt) await pause(5);
  return hosts - registered;
}

async function saturate({ seconds, inFlight }: SaturateOrder): Promise<number> {
  let acknowledged = 0;
  let open = nodes.length * inFlight;
  let sending = true;
  const { promise: quiet, resolve } = Promise.withResolvers<void>();
  onAck = (node) => {
    if (sending) {
      acknowledged++;
      return node.send();
    }
    if (--open === 0) resolve();
  };
  for (const node of nodes) {
    for (let n = 0; n < inFlight; n++) node.send();
  }
  await pause(seconds * 1_000);
  sending = false;
  const giveUp = new AbortController();
  await Promise.race([quiet, pause(QUIET_TIMEOUT_MS, undefined, { signal: giveUp.signal })]);
  giveUp.abort();
  if (open > 0) throw new Error(`${open} frames were never acknowledged, ${lost} hosts lost`);
  return acknowledged;
}

async function tick({ seconds }: TickOrder): Promise<TickReport> {
  const sentAt = new Map<LightNode, number>();
  const tookMs: number[] = [];
  let sent = 0;
  onAck = (node) => tookMs.push(performance.now() - (sentAt.get(node) ?? NaN));
  const began = performance.now();
  for (let slot = 0; slot < seconds * SLOTS; slot++) {
    const dueMs = began + slot * 1_000 / SLOTS - performance.now();
    if (dueMs > 0) await pause(dueMs);
    for (let n = slot % SLOTS; n < nodes.length; n += SLOTS) {
      const node = nodes[n];
      if (node === undefined) continue;
      sentAt.set(node, performance.now());
      node.send();
      sent++;
    }
  }
  await pause(GRACE_MS);
  tookMs.sort((a, b) => a - b);
  const ackMs = { p50: quantile(tookMs, 0.5), p99: quantile(tookMs, 0.99) };
  return { sent, acknowledged: tookMs.length, lost, ackMs };
}

await takeOrders<LoadOrders>({ connect, saturate, tick });
process.exit(0);
