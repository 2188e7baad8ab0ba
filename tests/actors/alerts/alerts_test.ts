import assert from "node:assert/strict";
import { DEFAULT_ALERTS } from "../../../actors/alerts/settings.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { commandChanged, displayRemoved } from "../../../actors/topics.ts";
import { aCommand } from "../../support/samples/commands.ts";
import { camera, display, node } from "../readiness/samples.ts";
import { sampleContainer } from "../../adapters/http/stubs/node_samples.ts";
import { at, type Stage, withRule, withStage } from "./stage.ts";

const { afterMs, clearMs } = DEFAULT_ALERTS.rules.offline;
/** Until an alert is there and told: its time, the time in which others of its cause may come, and a look. */
const TOLD_MS = afterMs + 5_000 + 1_000;

const here = (id: number, state: "online" | "stale" | "offline" = "online") =>
  at(display(id, state), `192.0.2.${id}`);

Deno.test("alertsActor tells of a display that stays offline, once, and when it is back", () =>
  withStage(async (stage) => {
    stage.change(here(1), here(2, "offline"));
    await stage.advance(afterMs - 2_000);
    assert.deepEqual(stage.open(), []);
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), ["opened offline display/Wall-2"]);
    const [alert] = stage.open();
    assert.deepEqual([alert?.severity, alert?.state, alert?.reason.en], [
      "critical",
      "open",
      "It is offline.",
    ]);
    await stage.advance(600_000);
    assert.equal(stage.told().length, 1);
    stage.change(here(2));
    await stage.advance(clearMs + 1_000);
    assert.deepEqual(stage.told().at(-1), "resolved offline display/Wall-2");
    assert.deepEqual(stage.open(), []);
    assert.equal(stage.notices[1]?.alert?.state, "resolved");
  }));

Deno.test("alertsActor opens and tells on time, whenever it looked last", () =>
  withStage(async (stage) => {
    // Since then it looks once a second.
    stage.change(here(1, "offline"));
    await stage.advance(430);
    stage.change(here(2, "offline"));
    const opened = () => stage.open().map(({ subject }) => subject.key).toSorted();
    const begunAt = stage.now() - 430;
    const until = (ms: number) => stage.advance(begunAt + ms - stage.now());
    await until(afterMs - 1);
    assert.deepEqual(opened(), []);
    await until(afterMs + 100);
    assert.deepEqual(opened(), ["1"]);
    await until(afterMs + 429);
    assert.deepEqual(opened(), ["1"]);
    await until(afterMs + 530);
    assert.deepEqual(opened(), ["1", "2"]);
    await until(afterMs + 4_999);
    assert.deepEqual(stage.told(), []);
    await until(afterMs + 5_200);
    assert.deepEqual(stage.told(), ["opened offline display/Wall-1"]);
    await until(afterMs + 5_429);
    assert.equal(stage.told().length, 1);
    await until(afterMs + 5_630);
    assert.equal(stage.told().length, 2);
  }));

Deno.test("alertsActor says nothing of what is over before its time, and stale clears nothing", () =>
  withStage(async (stage) => {
    stage.change(here(1, "offline"));
    await stage.advance(afterMs - 2_000);
    stage.change(here(1));
    await stage.advance(60_000);
    assert.deepEqual(stage.told(), []);
    stage.change(here(1, "offline"));
    await stage.advance(TOLD_MS);
    stage.change(here(1, "stale"));
    await stage.advance(60_000);
    assert.equal(stage.open().length, 1);
  }));

Deno.test("alertsActor opens nothing before the warm-up is over", () =>
  withStage(async (stage) => {
    await stage.advance(59_000);
    assert.deepEqual(stage.changes, []);
    await stage.advance(10_000);
    assert.deepEqual(stage.told(), ["opened offline display/Wall-1"]);
  }, { warmUpMs: 60_000, displays: [here(1, "offline")] }));

Deno.test("alertsActor knows its alerts after a restart of ours, and tells nobody again", async () => {
  const store = await withStoreOf(async (stage) => {
    stage.change(here(1, "offline"), here(2, "offline"));
    await stage.advance(TOLD_MS + 15_000);
    assert.equal(stage.told().length, 2);
  });
  await withStage(async (stage) => {
    await stage.advance(61_000);
    assert.equal(stage.open().length, 2);
    stage.change(here(2));
    await stage.advance(clearMs + 1_000);
    assert.deepEqual(stage.told(), ["resolved offline display/Wall-2"]);
    assert.deepEqual(stage.open().map(({ id }) => id), [1]);
  }, { warmUpMs: 60_000, store, displays: [here(1, "offline"), here(2, "stale")] });
});

Deno.test("alertsActor resolves after our restart what went well while we were away", async () => {
  const store = await withStoreOf(async (stage) => {
    stage.change(here(1, "offline"), here(2, "offline"));
    await stage.advance(TOLD_MS + 15_000);
  });
  await withStage(async (stage) => {
    await stage.advance(59_000);
    assert.equal(stage.open().length, 2);
    await stage.advance(1_000 + clearMs + 1_000);
    // The second display is no more.
    assert.deepEqual(stage.told().sort(), [
      "resolved offline display/Wall-1",
      "resolved offline display/Wall-2",
    ]);
  }, { warmUpMs: 60_000, store, displays: [here(1)] });
});

Deno.test("alertsActor passes on after a restart what it may not have passed on before", async () => {
  const store = await withStoreOf(async (stage) => {
    stage.change(here(1, "offline"));
    await stage.advance(TOLD_MS);
    assert.equal(stage.told().length, 1);
  });
  const [pending] = store.pendingNotices();
  await withStage(async (stage) => {
    assert.deepEqual(stage.notices.map(({ id }) => id), [pending?.id]);
    await stage.advance(12_000);
    assert.deepEqual(store.pendingNotices(), []);
  }, { warmUpMs: 60_000, store, displays: [here(1, "offline")] });
});

Deno.test("alertsActor tells of a host, and hangs its containers under it", () =>
  withStage(async (stage) => {
    const there = (state: "online" | "offline") => {
      const { liveness } = display(1, state);
      stage.changeNode(node("HOST-1", { liveness, peerAddress: "192.0.2.9" }));
    };
    there("online");
    for (const name of ["3node0", "3node1"]) {
      stage.changeContainer({ ...sampleContainer, name, liveness: "online" });
    }
    there("offline");
    await stage.advance(TOLD_MS);
    assert.equal(stage.told().length, 1);
    const root = stage.open().find(({ subject }) => subject.kind === "node");
    assert.equal(root?.below, 2);
    const below = stage.open().filter(({ rootId }) => rootId === root?.id);
    assert.deepEqual(below.map(({ subject }) => subject.key).sort(), [
      "HOST-1/3node0",
      "HOST-1/3node1",
    ]);
    assert.match(stage.notices[0]?.text.en ?? "", /and 2 below it/);
    there("online");
    await stage.advance(clearMs + 2_000);
    assert.equal(stage.told().length, 2);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("alertsActor tells of a machine when everybody on it is gone, and of the rest when one is back", () =>
  withStage(async (stage) => {
    const both = (one: "online" | "offline", other: "online" | "stale" | "offline") => {
      stage.change(at(display(1, one), "192.0.2.7"), at(display(2, other), "192.0.2.7"));
    };
    both("online", "online");
    both("offline", "stale");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), []);
    both("offline", "offline");
    await stage.advance(TOLD_MS);
    assert.deepEqual(stage.told(), ["opened offline machine/192.0.2.7"]);
    assert.equal(stage.open().find(({ subject }) => subject.kind === "machine")?.below, 2);
    both("online", "offline");
    await stage.advance(clearMs + 35_000);
    assert.deepEqual(stage.told().slice(1).sort(), [
      "opened offline display/Wall-2",
      "resolved offline machine/192.0.2.7",
    ]);
  }));

Deno.test("alertsActor tells once of a storm of a thousand displays, and once when it is over", () =>
  withStage(async (stage) => {
    const fleet = (state: "online" | "offline") =>
      Array.from(
        { length: 1_000 },
        (_, index) => at(display(index + 1, state), `198.51.100.${index}`),
      );
    stage.change(...fleet("offline"));
    const began = performance.now();
    await stage.advance(TOLD_MS + 60_000);
    const tookMs = performance.now() - began;
    assert.equal(stage.told().length, 1);
    const [notice] = stage.notices;
    assert.deepEqual([notice?.alert?.subject.kind, notice?.alert?.below], ["fleet", 1_000]);
    assert.match(notice?.text.en ?? "", /1000 at once/);
    assert.ok(tookMs < 5_000, `${tookMs} ms`);
    stage.change(...fleet("online"));
    await stage.advance(clearMs + 3_000);
    assert.deepEqual(stage.told().slice(1).map((line) => line.split(" ")[0]), ["resolved"]);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("alertsActor takes who comes late to a storm into it, and a later storm is another", () =>
  withStage(async (stage) => {
    const some = (from: number, count: number) =>
      stage.change(...Array.from({ length: count }, (_, index) => here(from + index, "offline")));
    some(1, 12);
    await stage.advance(TOLD_MS);
    some(13, 3);
    await stage.advance(TOLD_MS);
    assert.equal(stage.told().length, 1);
    assert.equal(stage.open().find(({ subject }) => subject.kind === "fleet")?.below, 15);
    await stage.advance(120_000);
    some(30, 12);
    await stage.advance(TOLD_MS);
    assert.equal(stage.told().length, 2);
  }));

Deno.test("alertsActor has one alert for what comes and goes, and waits longer each time", () =>
  withStage(async (stage) => {
    for (let turn = 0; turn < 3; turn++) {
      stage.change(here(1, "offline"));
      await stage.advance(TOLD_MS);
      stage.change(here(1));
      await stage.advance(clearMs * 2 ** turn + 2_000);
    }
    const { items } = stage.store.alerts({ limit: 9 });
    assert.deepEqual(items.map(({ id, state, flaps }) => [id, state, flaps]), [[1, "resolved", 2]]);
    stage.change(here(1, "offline"));
    await stage.advance(TOLD_MS);
    stage.change(here(1));
    await stage.advance(clearMs * 4);
    assert.equal(stage.open().length, 1);
  }));

Deno.test("alertsActor tells nobody of who is under maintenance, and of what is left when it is over", () =>
  withStage(async (stage) => {
    const draft = {
      from: 0,
      until: stage.now() + 120_000,
      subjects: [],
      kinds: [],
      groups: ["LEFT"],
      everything: false,
      note: "Cables",
    };
    const made = await stage.ask({ type: "addMaintenance", draft, by: "ops" });
    assert.ok(made.ok);
    stage.change(here(1, "offline"), here(2, "offline"));
    await stage.advance(TOLD_MS + 10_000);
    assert.deepEqual(stage.told(), ["opened offline display/Wall-2"]);
    assert.equal(stage.open().length, 2);
    await stage.advance(120_000);
    assert.deepEqual(stage.told().slice(1), ["opened offline display/Wall-1"]);
  }));

Deno.test("maintenanceOf gives the window that ends last, to a machine's members and their containers", () =>
  withStage(async (stage) => {
    const draft = { from: 0, subjects: [], kinds: [], groups: [], everything: false, note: "" };
    const begin = (changes: object, forMs: number) => {
      const wanted = { ...draft, ...changes, until: stage.now() + forMs };
      return stage.ask({ type: "addMaintenance", draft: wanted, by: "ops" });
    };
    stage.changeNode(node("HOST-1", { peerAddress: "192.0.2.9" }));
    stage.changeContainer({ ...sampleContainer, liveness: "online" });
    await begin({ kinds: ["display"], note: "first" }, 60_000);
    await begin({ groups: ["LEFT"], note: "second" }, 90_000);
    await begin({ subjects: [{ kind: "machine", key: "192.0.2.9" }], note: "third" }, 90_000);
    await stage.advance(1_000);
    const noteOf = (kind: string, key: string) =>
      stage.book.maintenanceOf({ kind, key }, stage.now())?.note;
    assert.equal(noteOf("display", "1"), "second");
    assert.equal(noteOf("display", "2"), "first");
    assert.equal(noteOf("node", "HOST-1"), "third");
    assert.equal(noteOf("container", "HOST-1/3node0"), "third");
    assert.equal(noteOf("camera", "1"), undefined);
    await stage.advance(61_000);
    assert.equal(noteOf("display", "2"), undefined);
  }));

Deno.test("alertsActor acknowledges with a name, reminds of nothing then, and says so once", () =>
  withStage(async (stage) => {
    stage.change(here(1, "offline"));
    await stage.advance(TOLD_MS);
    const done = await stage.ask({ type: "acknowledgeAlert", id: 1, by: "ops", note: "I go" });
    assert.ok(done.ok && done.value.acknowledgedBy === "ops");
    await stage.ask({ type: "acknowledgeAlert", id: 1, by: "other", note: "" });
    await stage.advance(2 * DEFAULT_ALERTS.remindEveryMs);
    assert.deepEqual(stage.told(), [
      "opened offline display/Wall-1",
      "acknowledged offline display/Wall-1",
    ]);
    const steps = stage.store.steps(1).map(({ kind, by }) => `${kind} ${by}`);
    assert.deepEqual(steps, ["opened null", "noticed null", "acknowledged ops"]);
    const unknown = await stage.ask({ type: "acknowledgeAlert", id: 9, by: "ops", note: "" });
    assert.ok(!unknown.ok && unknown.refusal.code === "notFound");
  }));

const DISK_FULL = new StorageError("full", "The disk is full.");

Deno.test("alertsActor writes what a full disk did not take as soon as it does, and says nothing twice", () =>
  withStage(async (stage) => {
    stage.change(here(1, "offline"));
    await stage.advance(TOLD_MS);
    stage.store.gate.failWith(DISK_FULL);
    stage.change(here(1, "online"), here(2, "offline"));
    await stage.advance(2 * TOLD_MS);
    assert.equal(stage.store.alert(1)?.state, "open", "the disk knows of nothing yet");
    const told = stage.told();
    assert.equal(told.length, 3, "people were told all the same");
    stage.store.gate.failWith(null);
    await stage.advance(2_000);
    assert.equal(stage.store.alert(1)?.state, "resolved");
    assert.equal(stage.store.alert(2)?.state, "open");
    const kinds = [1, 2].map((id) => stage.store.steps(id).map(({ kind }) => kind).sort());
    assert.deepEqual(kinds, [["noticed", "opened", "resolved"], ["noticed", "opened"]]);
    assert.deepEqual(stage.told(), told);
    assert.equal(stage.book.unsaved.isEmpty, true);
  }));

Deno.test("alertsActor acknowledges a second time only when the disk has the first", () =>
  withStage(async (stage) => {
    stage.change(here(1, "offline"));
    await stage.advance(TOLD_MS);
    const author = { name: "ops", address: "192.0.2.9", tokenId: null, correlationId: null };
    const order = { type: "acknowledgeAlert", id: 1, by: "ops", note: "I go", author } as const;
    stage.store.gate.failWith(DISK_FULL);
    for (let times = 0; times < 2; times++) {
      const refused = await stage.ask(order);
      assert.ok(!refused.ok && refused.refusal.code === "storageFull");
    }
    stage.store.gate.failWith(null);
    const done = await stage.ask(order);
    assert.ok(done.ok && done.value.acknowledgedBy === "ops");
    const notes = stage.store.steps(1).filter(({ kind }) => kind === "acknowledged");
    assert.deepEqual(notes.map(({ note }) => note), ["I go"]);
    assert.equal(stage.store.alert(1)?.state, "acknowledged");
    assert.deepEqual(stage.store.lines.map(({ kind }) => kind), ["alert.acknowledged"]);
  }));

Deno.test("alertsActor reminds of what nobody has acknowledged, and after a snooze at once", () =>
  withStage(async (stage) => {
    stage.change(here(1, "offline"));
    await stage.advance(TOLD_MS + DEFAULT_ALERTS.remindEveryMs);
    assert.deepEqual(stage.told().slice(1), ["reminder offline display/Wall-1"]);
    const until = stage.now() + 6 * 3_600_000;
    const done = await stage.ask({ type: "snoozeAlert", id: 1, by: "ops", until });
    assert.ok(done.ok && done.value.snoozedUntil === until);
    await stage.advance(5 * 3_600_000);
    assert.equal(stage.told().length, 2);
    await stage.advance(3_600_000 + 2_000);
    assert.equal(stage.told().length, 3);
  }));

Deno.test("alertsActor looks again when the rules are others", () =>
  withStage(async (stage) => {
    stage.change(here(1, "offline"));
    await stage.advance(TOLD_MS);
    const settings = withRule("offline", { enabled: false });
    stage.ref.tell({ type: "configureAlerts", settings });
    await stage.advance(2_000);
    assert.deepEqual(stage.open(), []);
    stage.ref.tell({ type: "configureAlerts", settings: DEFAULT_ALERTS });
    await stage.advance(TOLD_MS);
    assert.equal(stage.open().length, 1);
  }));

Deno.test("alertsActor resolves the alerts of a display that is no more", () =>
  withStage(async (stage) => {
    stage.change(here(1, "offline"));
    await stage.advance(TOLD_MS);
    stage.test.system.publish(displayRemoved, { id: 1, name: "Wall-1", into: null });
    await stage.advance(2_000);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("alertsActor tells of a failed command, until the same works or a day has passed", () =>
  withStage(async (stage) => {
    const publish = (
      state: "failed" | "completed",
      action: string,
      reason: string | null = null,
    ) => {
      const order = { action, params: {} };
      stage.test.system.publish(commandChanged, aCommand({ state, reason, order }));
    };
    publish("failed", "execute", "not_connected: Wall-L1 is not connected.");
    await stage.advance(10_000);
    assert.deepEqual(stage.open(), []);
    publish("failed", "execute");
    await stage.advance(10_000);
    assert.deepEqual(stage.told(), ["opened commandFailed display/Wall-L1"]);
    publish("completed", "check");
    await stage.advance(5_000);
    assert.equal(stage.open().length, 1);
    publish("completed", "execute");
    await stage.advance(5_000);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("alertsActor knows after a restart which of two commands has failed last", async () => {
  const publish = (stage: Stage, state: "failed" | "completed", action: string) => {
    const order = { action, params: {} };
    stage.test.system.publish(commandChanged, aCommand({ state, order }));
  };
  const displays = [here(1)];
  const store = await withStoreOf(async (stage) => {
    stage.change(...displays);
    publish(stage, "failed", "execute");
    await stage.advance(10_000);
    publish(stage, "failed", "stop");
    await stage.advance(10_000);
  });
  await withStage(async (stage) => {
    await stage.advance(61_000);
    publish(stage, "completed", "execute");
    await stage.advance(10_000);
    assert.equal(stage.open().length, 1);
    publish(stage, "completed", "stop");
    await stage.advance(10_000);
    assert.deepEqual(stage.open(), []);
  }, { warmUpMs: 60_000, store, displays });
});

Deno.test("alertsActor tells of a full disk and of its own overload, until there is room again", () =>
  withStage(async (stage) => {
    const disk = (usedPercent: number) => ({ usedPercent, freeBytes: 1 });
    stage.reading = { ...stage.reading, loopDelayMs: 900, disk: disk(98) };
    await stage.advance(90_000);
    assert.deepEqual(stage.open().map(({ rule, severity }) => `${rule} ${severity}`).sort(), [
      "diskLow critical",
      "overload warning",
    ]);
    stage.reading = { ...stage.reading, loopDelayMs: 1, disk: disk(88) };
    await stage.advance(90_000);
    assert.deepEqual(stage.open().map(({ rule }) => rule), ["diskLow"]);
    stage.reading = { ...stage.reading, disk: disk(80) };
    await stage.advance(90_000);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("alertsActor tells of a camera without pictures, and only of the camera when it is gone", () =>
  withStage(async (stage) => {
    const { liveness } = display(1, "offline");
    stage.changeCamera(camera(1, { stream: "stalled" }));
    await stage.advance(30_000);
    assert.equal(stage.told()[0]?.startsWith("opened cameraStalled"), true);
    stage.changeCamera(camera(2, { stream: "connecting", liveness }));
    await stage.advance(60_000);
    assert.equal(stage.told()[1]?.startsWith("opened offline camera"), true);
    assert.equal(stage.told().length, 2);
  }));

Deno.test("alertsActor beats for whoever watches the watcher", () =>
  withStage(async (stage) => {
    await stage.advance(61_000);
    const [beat] = stage.notices;
    assert.deepEqual([beat?.kind, beat?.channel, beat?.alert], ["beat", "watch", null]);
  }, { settings: { ...DEFAULT_ALERTS, beat: { everyMs: 60_000, channel: "watch" } } }));

/** What a run has left behind. */
async function withStoreOf(run: Parameters<typeof withStage>[0]) {
  let store: Parameters<Parameters<typeof withStage>[0]>[0]["store"] | undefined;
  await withStage(async (stage) => {
    store = stage.store;
    await run(stage);
  });
  assert.ok(store);
  return store;
}

Deno.test("alertsActor tells that there is too much to do, in the words of the state", () =>
  withStage(async (stage) => {
    stage.reading = { ...stage.reading, load: "busy" };
    await stage.advance(60_000);
    const reasonOf = () => stage.open().find(({ rule }) => rule === "overload")?.reason.en ?? "";
    assert.match(reasonOf(), /new streams are refused/);
    stage.reading = { ...stage.reading, load: "overloaded" };
    await stage.advance(60_000);
    assert.match(reasonOf(), /only commands and sign-in/);
    stage.reading = { ...stage.reading, load: "normal" };
    await stage.advance(120_000);
    assert.deepEqual(stage.open(), []);
  }));
