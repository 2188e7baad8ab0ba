import assert from "node:assert/strict";
import { DEFAULT_ALERTS } from "../../../actors/alerts/settings.ts";
import { sampleContainer } from "../../adapters/http/stubs/node_samples.ts";
import { sampleSyncHost } from "../../adapters/http/stubs/sync_samples.ts";
import { display, node, wall } from "../readiness/samples.ts";
import { at, withRule, withStage } from "./stage.ts";

const { rules } = DEFAULT_ALERTS;
/** After an alert is open: the time in which others of its cause may come, and a look. */
const TOLD_MS = 6_000;
const A_LOOK_MS = 1_000;

const here = (id: number, changes: Parameters<typeof display>[1] = "online") =>
  at(display(id, changes), `192.0.2.${id}`);

Deno.test("wall tells of a wall that stays out of sync, and when it is in sync again", () =>
  withStage(async (stage) => {
    const { afterMs, clearMs } = rules.wall;
    stage.changeWall(wall("Hall", "lost"));
    await stage.advance(afterMs - 2_000);
    assert.deepEqual(stage.open(), []);
    await stage.advance(2_000 + TOLD_MS);
    assert.deepEqual(stage.told(), ["opened wall wall/Hall"]);
    assert.equal(stage.open()[0]?.severity, "critical");
    stage.changeWall(wall("Hall"));
    await stage.advance(clearMs - 2_000);
    assert.equal(stage.open().length, 1);
    await stage.advance(2_000 + A_LOOK_MS);
    assert.deepEqual(stage.told().slice(1), ["resolved wall wall/Hall"]);
  }));

Deno.test("wall says nothing of a loss that is over before its time", () =>
  withStage(async (stage) => {
    stage.changeWall(wall("Hall", "lost"));
    await stage.advance(rules.wall.afterMs - 2_000);
    stage.changeWall(wall("Hall"));
    await stage.advance(60_000);
    assert.deepEqual(stage.changes, []);
  }));

Deno.test("wall warns when a part is out of sync, is critical when all is, and unknown takes nothing back", () =>
  withStage(async (stage) => {
    stage.changeWall(wall("Hall", "degraded"));
    await stage.advance(rules.wall.afterMs + TOLD_MS);
    assert.equal(stage.open()[0]?.severity, "warning");
    stage.changeWall(wall("Hall", "lost"));
    await stage.advance(A_LOOK_MS);
    assert.equal(stage.open()[0]?.severity, "critical");
    stage.changeWall(wall("Hall", "unknown"));
    await stage.advance(60_000);
    assert.deepEqual(stage.open().map(({ rule, reason }) => [rule, reason.en]), [
      ["wall", "The wall has lost its sync."],
    ]);
    assert.equal(stage.told().length, 1);
  }));

Deno.test("wall hangs below the host that broke it, and people are told of the host alone", () =>
  withStage(async (stage) => {
    const { liveness } = sampleSyncHost(1);
    const host = (state: "online" | "offline") =>
      sampleSyncHost(1, { peerAddress: "192.0.2.31", liveness: { ...liveness, state } });
    stage.changeSyncHost(host("online"));
    stage.changeSyncHost(host("offline"));
    stage.changeWall(wall("Hall", "lost"));
    await stage.advance(rules.offline.afterMs + TOLD_MS);
    assert.deepEqual(stage.told(), ["opened offline syncHost/Sync-1"]);
    const root = stage.open().find(({ rule }) => rule === "offline");
    const hall = stage.open().find(({ rule }) => rule === "wall");
    assert.equal(root?.below, 1);
    assert.equal(hall?.rootId, root?.id);
  }));

Deno.test("wall opens nothing before our own warm-up is over, and nothing that has come back by then", () =>
  withStage(async (stage) => {
    await stage.advance(59_000);
    assert.deepEqual(stage.changes, []);
    stage.changeWall(wall("Hall"));
    await stage.advance(60_000);
    assert.deepEqual(stage.open().map(({ subject }) => subject.name), ["Lobby"]);
  }, { warmUpMs: 60_000, walls: [wall("Hall", "unknown"), wall("Lobby", "lost")] }));

Deno.test("unhealthy tells of an error that stays, not of one that passes, and when it is over", () =>
  withStage(async (stage) => {
    const { afterMs, clearMs } = rules.unhealthy;
    const report = (health: "running" | "error") => {
      stage.change(at(display(1, "online", health), "192.0.2.1"));
    };
    report("error");
    await stage.advance(afterMs - 2_000);
    report("running");
    await stage.advance(60_000);
    assert.deepEqual(stage.changes, []);
    report("error");
    await stage.advance(afterMs + TOLD_MS);
    assert.deepEqual(stage.told(), ["opened unhealthy display/Wall-1"]);
    report("running");
    await stage.advance(clearMs - 2_000);
    assert.equal(stage.open().length, 1);
    await stage.advance(2_000 + A_LOOK_MS);
    assert.deepEqual(stage.told().slice(1), ["resolved unhealthy display/Wall-1"]);
  }));

Deno.test("unhealthy tells of a sync host that reports an error, until it reports anything else", () =>
  withStage(async (stage) => {
    const previous = { state: "slave", from: 0, until: 1 } as const;
    const report = (state: "error" | "slave") =>
      stage.changeSyncHost(sampleSyncHost(1, { state, previous, peerAddress: "192.0.2.31" }));
    report("error");
    await stage.advance(rules.unhealthy.afterMs + TOLD_MS);
    assert.deepEqual(stage.told(), ["opened unhealthy syncHost/Sync-1"]);
    report("slave");
    await stage.advance(rules.unhealthy.clearMs + A_LOOK_MS);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("unhealthy says nothing of a sync host that never reported anything but an error: it has no card (P, O)", () =>
  withStage(async (stage) => {
    stage.changeSyncHost(sampleSyncHost(1, { state: "error", previous: null }));
    await stage.advance(rules.unhealthy.afterMs + TOLD_MS);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("unhealthy hangs containers below the Docker that does not answer", () =>
  withStage(async (stage) => {
    const host = node("HOST-1", { peerAddress: "192.0.2.9" });
    const { system } = host;
    assert.ok(system);
    stage.changeNode({ ...host, system: { ...system, dockerAvailable: false } });
    const stopped = { ...sampleContainer, health: "stopped", reason: "It is stopped." } as const;
    stage.changeContainer(stopped);
    stage.changeContainer({ ...stopped, name: "3node1", configured: false });
    await stage.advance(rules.unhealthy.afterMs + TOLD_MS);
    assert.equal(stage.told().length, 1);
    const root = stage.open().find(({ subject }) => subject.kind === "node");
    assert.match(root?.reason.en ?? "", /Docker does not answer/);
    // Nobody wanted the other one to run.
    assert.deepEqual(
      stage.open().filter(({ rootId }) => rootId === root?.id).map(({ subject }) => subject.key),
      ["HOST-1/3node0"],
    );
    stage.changeNode(host);
    stage.changeContainer(sampleContainer);
    await stage.advance(rules.unhealthy.clearMs + 2 * A_LOOK_MS);
    assert.deepEqual(stage.open(), []);
  }));

Deno.test("unhealthy opens nothing before our own warm-up is over", () =>
  withStage(async (stage) => {
    await stage.advance(59_000);
    assert.deepEqual(stage.changes, []);
    await stage.advance(10_000);
    assert.deepEqual(stage.open().map(({ rule }) => rule), ["unhealthy"]);
  }, { warmUpMs: 60_000, displays: [at(display(1, "online", "error"), "192.0.2.1")] }));

Deno.test("stale is off unless somebody asks for it", () =>
  withStage(async (stage) => {
    stage.change(here(1, "stale"));
    await stage.advance(rules.stale.afterMs + 60_000);
    assert.deepEqual(stage.changes, []);
  }));

Deno.test("stale tells of who stays silent, and when they are heard again", () =>
  withStage(async (stage) => {
    const { afterMs, clearMs } = rules.stale;
    stage.change(here(1, "stale"), here(2, "stale"));
    await stage.advance(afterMs - 2_000);
    stage.change(here(2));
    await stage.advance(2_000 + TOLD_MS);
    assert.deepEqual(stage.told(), ["opened stale display/Wall-1"]);
    stage.change(here(1));
    await stage.advance(clearMs - 2_000);
    assert.equal(stage.open().length, 1);
    await stage.advance(2_000 + A_LOOK_MS);
    assert.deepEqual(stage.told().slice(1), ["resolved stale display/Wall-1"]);
  }, { settings: withRule("stale", { enabled: true }) }));

Deno.test("stale gives way to offline, without a word that it were over", () =>
  withStage(async (stage) => {
    stage.change(here(1, "stale"));
    await stage.advance(rules.stale.afterMs + TOLD_MS);
    stage.change(here(1, "offline"));
    await stage.advance(rules.offline.afterMs + TOLD_MS);
    assert.deepEqual(stage.told(), [
      "opened stale display/Wall-1",
      "opened offline display/Wall-1",
    ]);
    assert.deepEqual(stage.open().map(({ rule }) => rule), ["offline"]);
  }, { settings: withRule("stale", { enabled: true }) }));

Deno.test("stale opens nothing of those who have not found us again after our own start", () =>
  withStage(async (stage) => {
    await stage.advance(50_000);
    stage.change(here(1));
    await stage.advance(120_000);
    assert.deepEqual(stage.changes, []);
  }, {
    warmUpMs: 60_000,
    displays: [here(1, "stale")],
    settings: withRule("stale", { enabled: true }),
  }));
