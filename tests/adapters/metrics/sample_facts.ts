import type { KindMetrics } from "../../../actors/kernel/mod.ts";
import type { Facts } from "../../../adapters/metrics/facts.ts";

/** Counts of a kind of actor, each another number. */
export function sampleKind(kind: string): KindMetrics {
  return {
    kind,
    living: 1,
    spawned: 2,
    handled: 3,
    crashed: 4,
    restarts: 5,
    dropped: 6,
    refused: 7,
    dead: 8,
    expired: 9,
    deadLetters: 21,
    mailboxHighWater: 10,
    asksPending: 11,
    asksTimedOut: 12,
  };
}

/** A small site at one moment. */
export const SAMPLE_FACTS: Facts = {
  kinds: [sampleKind("display")],
  depths: new Map([["display", 13]]),
  members: [{ kind: "display", liveness: "online", count: 14 }],
  commands: {
    open: 15,
    ended: [{ kind: "display", action: "execute", outcome: "completed", count: 16 }],
  },
  ports: new Map([["http", { open: 17, accepted: 18, receivedBytes: 19, sentBytes: 20 }]]),
  messages: new Map([["http", 21]]),
  problems: new Map([["flood", 39]]),
  readers: { events: 22, cutOff: 23, streams: 24 },
  store: {
    queue: 25,
    fileBytes: 26,
    logBytes: null,
    tables: new Map([["commands", 28]]),
    measuredAt: 29_000,
  },
  loop: { p50Ms: 1, p99Ms: 30, maxMs: 31 },
  load: "busy",
  memoryCeilingBytes: 40,
  process: {
    version: "1.2.3",
    startedAt: 32_000,
    uptimeMs: 33_000,
    residentBytes: 34,
    heapUsedBytes: 35,
    heapTotalBytes: 36,
    externalBytes: 37,
    cpuSeconds: 38,
  },
};
