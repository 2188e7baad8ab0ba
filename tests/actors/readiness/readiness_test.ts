import assert from "node:assert/strict";
import type { DisplaysMessage } from "../../../actors/displays/messages.ts";
import type { CamerasMessage } from "../../../actors/cameras/messages.ts";
import type { ActorRef } from "../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import type { NodesMessage } from "../../../actors/nodes/messages.ts";
import type { PresetsMessage } from "../../../actors/presets/messages.ts";
import type { ReadinessMessage, ReadyVerdict } from "../../../actors/readiness/messages.ts";
import { readinessActor } from "../../../actors/readiness/readiness.ts";
import { DEFAULT_RULES } from "../../../actors/readiness/rules.ts";
import { SETTLE_MS } from "../../../actors/readiness/steadiness.ts";
import { displayChanged, readyChanged } from "../../../actors/topics.ts";
import type { WallsMessage } from "../../../actors/walls/messages.ts";
import { StubRef } from "../../adapters/http/stubs/stub_ref.ts";
import { asker } from "../../support/displays/fleet.ts";
import { display, rules } from "./samples.ts";

const WARM_UP_MS = 60_000;

/** The actor over directories that answer from tables, in virtual time. */
class Stage {
  displays = [display(1), display(2)];
  readonly published: ReadyVerdict[] = [];
  readonly directory = new StubRef<DisplaysMessage>({ listDisplays: () => this.displays });
  readonly cameras = new StubRef<CamerasMessage>({ listCameras: () => [] });
  readonly ref: ActorRef<ReadinessMessage>;

  constructor(readonly test: TestSystem, warmUpMs: number) {
    test.system.subscribe(readyChanged, (verdict) => this.published.push(verdict));
    this.ref = test.system.spawn(readinessActor, {
      rules: { current: DEFAULT_RULES },
      displays: this.directory,
      cameras: this.cameras,
      presets: new StubRef<PresetsMessage>({ listGroups: () => [] }),
      walls: new StubRef<WallsMessage>({ listWalls: () => [] }),
      nodes: new StubRef<NodesMessage>({ listNodes: () => [] }),
      warmUpMs,
    }, { key: "readiness" });
  }

  verdict = (): Promise<ReadyVerdict> => asker(this.ref, this.test)({ type: "getReadiness" });
  advance = (ms: number): Promise<void> => this.test.advance(ms);
  told = (): string[] => this.published.map(({ state, blockers }) => `${state} ${blockers.length}`);

  /** A display changes, and the event bus says so. */
  change(...displays: ReturnType<typeof display>[]): void {
    this.displays = displays;
    for (const each of displays) this.test.system.publish(displayChanged, each);
  }
}

async function withStage(run: (stage: Stage) => Promise<void>, warmUpMs = 0): Promise<void> {
  const test = createTestSystem();
  const stage = new Stage(test, warmUpMs);
  await test.settle();
  try {
    await run(stage);
  } finally {
    const stopped = test.system.stop(1_000);
    await test.settle();
    await stopped;
  }
}

Deno.test("readinessActor says unknown until the warm-up ends, and then what has been wrong all the time", () =>
  withStage(async (stage) => {
    stage.change(display(1), display(2, "offline"));
    assert.deepEqual((await stage.verdict()).blockers, []);
    await stage.advance(WARM_UP_MS - 1);
    const warming = await stage.verdict();
    assert.deepEqual([warming.state, warming.blockers.length], ["unknown", 1]);
    assert.equal(warming.warmUpUntil, warming.since + WARM_UP_MS);
    await stage.advance(1_000);
    const { state, warmUpUntil, blockers: [blocker] } = await stage.verdict();
    assert.deepEqual([state, warmUpUntil, blocker?.code], ["not_ready", null, "offline"]);
  }, WARM_UP_MS));

Deno.test("readinessActor is ready when all are well, and tells when that changes, once", () =>
  withStage(async (stage) => {
    await stage.advance(1_000);
    assert.equal((await stage.verdict()).state, "ready");
    stage.change(display(1), display(2, "offline"));
    await stage.advance(5_000);
    assert.equal((await stage.verdict()).state, "ready");
    await stage.advance(1_000);
    const { state, counts } = await stage.verdict();
    assert.deepEqual([state, counts.display.ready, counts.display.blocking], ["not_ready", 1, 1]);
    await stage.advance(60_000);
    assert.deepEqual(stage.told(), ["ready 0", "not_ready 1"]);
  }));

Deno.test("readinessActor is ready again a moment after the last fault has gone, and says since when", () =>
  withStage(async (stage) => {
    stage.change(display(1), display(2, "offline"));
    await stage.advance(20_000);
    stage.change(display(1), display(2));
    await stage.advance(1_000);
    assert.equal((await stage.verdict()).state, "not_ready");
    await stage.advance(10_000 + SETTLE_MS);
    const { state, since, checkedAt } = await stage.verdict();
    assert.equal(state, "ready");
    assert.ok(since > 20_000 && since <= checkedAt);
    assert.equal(stage.told().at(-1), "ready 0");
  }));

Deno.test("readinessActor asks once for a burst of changes, and now and then without any", () =>
  withStage(async (stage) => {
    await stage.advance(1_000);
    const before = stage.directory.asked.length;
    for (let count = 0; count < 500; count++) stage.change(...stage.displays);
    await stage.advance(600);
    assert.equal(stage.directory.asked.length, before + 1);
    await stage.advance(60_000);
    const idle = stage.directory.asked.length - before - 1;
    assert.ok(idle >= 5 && idle <= 7, `${idle}`);
  }));

Deno.test("readinessActor says unknown while a directory does not answer, and recovers", () =>
  withStage(async (stage) => {
    await stage.advance(1_000);
    stage.cameras.answers.listCameras = () => Promise.reject(new Error("away"));
    stage.change(display(1), display(2, "offline"));
    await stage.advance(10_000);
    const { state, blockers } = await stage.verdict();
    assert.deepEqual([state, blockers.length], ["unknown", 1]);
    stage.cameras.answers.listCameras = () => [];
    await stage.advance(11_000);
    assert.equal((await stage.verdict()).state, "not_ready");
  }));

Deno.test("readinessActor judges by new rules at once", () =>
  withStage(async (stage) => {
    stage.change(display(1), display(2, "offline"));
    await stage.advance(10_000);
    assert.equal((await stage.verdict()).state, "not_ready");
    stage.ref.tell({
      type: "configureReadiness",
      rules: rules({ graceMs: 0, ignore: ["Wall-2"] }),
    });
    await stage.advance(SETTLE_MS + 10_000);
    const { state, counts } = await stage.verdict();
    assert.deepEqual([state, counts.display.ignored], ["ready", 1]);
  }));
