import assert from "node:assert/strict";
import { logFacts } from "../../../adapters/log/mod.ts";
import type { ActorSystem, LifecycleEvent, Topic } from "../../../actors/kernel/types.ts";
import type { Command } from "../../../actors/ledger/command.ts";
import { syncConfigured, syncPollChanged } from "../../../actors/sync_hosts/log_topics.ts";
import { commandChanged, livenessChanged, wallChanged } from "../../../actors/topics.ts";
import { sampleSyncHost, sampleWall } from "../http/stubs/sync_samples.ts";
import { captureLog, parseLines } from "./capture.ts";

/** The part of an actor system that carries events. */
class Bus implements Pick<ActorSystem, "publish" | "subscribe" | "lifecycle"> {
  readonly lifecycle: Topic<LifecycleEvent> = { name: "lifecycle" };
  readonly #listeners = new Map<string, Set<(event: never) => void>>();

  publish<E>(topic: Topic<E>, event: E): void {
    for (const listen of this.#listeners.get(topic.name) ?? []) listen(event as never);
  }
  subscribe<E>(topic: Topic<E>, listener: (event: E) => void): () => void {
    const listeners = this.#listeners.get(topic.name) ?? new Set();
    this.#listeners.set(topic.name, listeners.add(listener));
    return () => listeners.delete(listener);
  }
}

function change(from: string, to: string, key = "7") {
  const liveness = { kind: "display", key, name: `Wall_${key}`, from, to, reason: "no heartbeat" };
  return liveness as NonNullable<typeof livenessChanged.event>;
}

const COMMAND: Command = {
  id: "cmd_1_a",
  target: { kind: "display", key: "7", name: "Wall_7" },
  order: { action: "execute", params: { command: "show.exe --password hunter2" } },
  requester: { name: "op", address: "local" },
  executionId: null,
  idempotencyKey: null,
  correlationId: "cor_1",
  createdAt: 1_000,
  updatedAt: 3_500,
  deadlineAt: 9_000,
  waitOnlineUntil: null,
  offsetMs: 0,
  state: "queued",
  reason: null,
  result: null,
};

function listening(level: "debug" | "info" = "info"): { lines: string[]; bus: Bus; end(): void } {
  const lines = captureLog({ level });
  const bus = new Bus();
  return { lines, bus, end: logFacts(bus as unknown as ActorSystem) };
}

Deno.test("logFacts() says down once and back once when a member passes through stale", () => {
  const { lines, bus } = listening();
  bus.publish(livenessChanged, change("never_seen", "online"));
  bus.publish(livenessChanged, change("online", "stale"));
  bus.publish(livenessChanged, change("stale", "offline"));
  bus.publish(livenessChanged, change("stale", "offline"));
  bus.publish(livenessChanged, change("offline", "stale"));
  bus.publish(livenessChanged, change("stale", "online"));
  bus.publish(livenessChanged, change("stale", "online"));
  assert.deepEqual(parseLines(lines).map((line) => [line.level, line.message]), [
    ["WARN", "display Wall_7 is down: no heartbeat"],
    ["INFO", "display Wall_7 is back: no heartbeat"],
  ]);
});

Deno.test("logFacts() says back when a member was down before our own restart", () => {
  const { lines, bus } = listening();
  bus.publish(livenessChanged, change("offline", "online"));
  assert.equal(parseLines(lines)[0]?.message, "display Wall_7 is back: no heartbeat");
});

Deno.test("logFacts() writes a command's final state with its ids and without its parameters", () => {
  const { lines, bus } = listening();
  bus.publish(commandChanged, COMMAND);
  bus.publish(commandChanged, { ...COMMAND, state: "sent" });
  bus.publish(commandChanged, { ...COMMAND, state: "failed", reason: "file not found" });
  const [line, ...rest] = parseLines(lines);
  assert.deepEqual(rest, []);
  assert.equal(line?.message, "execute on Wall_7 failed: file not found (cmd_1_a)");
  assert.equal(line?.properties.correlationId, "cor_1");
  assert.equal(line?.properties.tookMs, 2_500);
  assert.doesNotMatch(lines.join(), /hunter2/);
});

Deno.test("logFacts() writes crashes with path and error at level error", () => {
  const { lines, bus } = listening();
  const event = { path: "/displays/7", kind: "display", key: "7", at: 1 };
  bus.publish(bus.lifecycle, { ...event, type: "crashed", error: "boom" });
  bus.publish(bus.lifecycle, { ...event, type: "stopped" });
  assert.deepEqual(parseLines(lines).map((line) => [line.level, line.message]), [
    ["ERROR", "/displays/7 crashed: boom"],
  ]);
});

Deno.test("logFacts() is silent after it was ended", () => {
  const { lines, bus, end } = listening();
  end();
  bus.publish(livenessChanged, change("stale", "offline"));
  assert.deepEqual(lines, []);
});

Deno.test("logFacts() says what polls and walls do, and which settings of theirs hold", () => {
  const { lines, bus } = listening();
  const down = sampleSyncHost(1).poll ?? assert.fail();
  bus.publish(syncConfigured, { hosts: 0, polls: 0, walls: 0 });
  bus.publish(syncConfigured, { hosts: 8, polls: 2, walls: 1 });
  bus.publish(syncPollChanged, { name: "Left", ...down });
  bus.publish(syncPollChanged, { name: "Left", ...down, state: "up", failure: null, detail: "" });
  bus.publish(wallChanged, { ...sampleWall, lastNote: null });
  bus.publish(wallChanged, sampleWall);
  bus.publish(wallChanged, {
    ...sampleWall,
    entryId: 2,
    verdict: "synced",
    reason: "All well.",
    culprits: [],
  });
  assert.deepEqual(parseLines(lines).map((line) => [line.level, line.message]), [
    ["INFO", "8 sync host(s), 2 of them polled, and 1 wall(s) are configured"],
    [
      "WARN",
      "Left does not answer at 10.0.0.31:8080: 10.0.0.31:8080 refused the connection. (refused)",
    ],
    ["INFO", "Left answers at 10.0.0.31:8080"],
    [
      "WARN",
      "wall Hall is degraded: There is a master, but not every host is locked. Sync-1 error",
    ],
    ["INFO", "wall Hall is synced: All well."],
  ]);
});
