import assert from "node:assert/strict";
import {
  createScriptedDisplay,
  type ScriptedDisplay,
} from "../../../agents/displays/scripted_display.ts";
import { displayActor } from "../../../actors/displays/display.ts";
import type { ActorSystem, LifecycleEvent } from "../../../actors/kernel/mod.ts";
import type { ActorReport } from "../../../protocols/api/actor.ts";
import { withControlHost } from "../../support/control_host.ts";
import { allRegistered, clientIdOf, PATIENCE_MS } from "../../support/displays/scripted_fleet.ts";

const NEIGHBOURS = 99;
/** Two heartbeat loops of 5 s each become four beats a second. */
const TIME_SCALE = 10;

/** While `test` runs, one display's actor throws at every message. */
async function withCrashing(key: string, test: () => Promise<void>): Promise<void> {
  const { handle } = displayActor;
  displayActor.handle = (state, message, ctx) => {
    if (ctx.self.key === key) throw new Error(`cannot bear ${message.type}`);
    return handle(state, message, ctx);
  };
  try {
    await test();
  } finally {
    displayActor.handle = handle;
  }
}

/** Resolves when the runtime says this of an actor. */
function lifecycle(
  system: ActorSystem,
  path: string,
  type: LifecycleEvent["type"],
): Promise<LifecycleEvent> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(`${path} was not ${type} within ${PATIENCE_MS} ms`));
    }, PATIENCE_MS);
    const unsubscribe = system.subscribe(system.lifecycle, (event) => {
      if (event.path !== path || event.type !== type) return;
      unsubscribe();
      clearTimeout(timer);
      resolve(event);
    });
  });
}

function find(report: ActorReport, path: string): ActorReport {
  const found = report.path === path
    ? report
    : report.children.find((child) => path === child.path || path.startsWith(`${child.path}/`));
  assert.ok(found, `${path} is not in the report`);
  return found === report || found.path === path ? found : find(found, path);
}

/** Waits for further beats, and compares: not one may have been lost, nor a link. */
async function beatsOn(neighbours: readonly ScriptedDisplay[]): Promise<void> {
  const before = neighbours.map(({ beatsConfirmed }) => beatsConfirmed);
  await Promise.all(
    neighbours.map((each, index) =>
      each.until(() => each.beatsConfirmed >= (before[index] ?? 0) + 8, PATIENCE_MS)
    ),
  );
  for (const each of neighbours) {
    assert.equal(each.connects, 1, `${each.name} lost its link`);
    // Each of the two loops may have one answer on its way; one that is lost never comes, however long one waits.
    await each.until(() => each.beatsSent - each.beatsConfirmed <= 2, PATIENCE_MS);
  }
}

Deno.test("a display's actor that crashes at every message disturbs none of 99 neighbours", async () => {
  await withControlHost(async ({ host, url, api }) => {
    const displays = Array.from(
      { length: NEIGHBOURS + 1 },
      (_, index) =>
        createScriptedDisplay({ build: "T4", url, name: `Wall-${index}`, timeScale: TIME_SCALE }),
    );
    const [victim, ...neighbours] = displays as [ScriptedDisplay, ...ScriptedDisplay[]];
    try {
      for (const display of displays) display.start();
      await allRegistered(displays);
      const key = String(clientIdOf(victim));
      const path = `/displays/${key}`;
      await withCrashing(key, async () => {
        const { system } = host;
        const restarted = lifecycle(system, path, "restarted");
        const coolingDown = lifecycle(system, path, "coolingDown");
        await restarted;
        const once = find(await api.call<ActorReport>("/api/v1/actors"), path);
        assert.ok(once.crashed >= 1 && once.restarts >= 1 && once.restartsLeft < 5);
        await Promise.all([coolingDown, beatsOn(neighbours)]);

        const report = find(await api.call<ActorReport>("/api/v1/actors"), path);
        const { state, restarts, crashed } = report;
        assert.deepEqual({ state, restarts, crashed }, {
          state: "coolingDown",
          restarts: 5,
          crashed: 6,
        });
        assert.match(report.lastError?.message ?? "", /cannot bear \w+/);
        await beatsOn(neighbours);
        const check = await api.order("Wall-1", { action: "check" });
        assert.equal((await api.finished(check, PATIENCE_MS)).state, "completed");
      });
      const others = find(await api.call<ActorReport>("/api/v1/actors"), "/displays").children;
      assert.equal(others.filter(({ crashed }) => crashed > 0).length, 1);
    } finally {
      for (const display of displays) display.stop();
    }
  });
});
