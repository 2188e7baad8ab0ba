import assert from "node:assert/strict";
import { type ControlClient, findDemos } from "../../../agents/demo/control/control_client.ts";
import { cardFolder } from "../../../agents/demo/control/demo_card.ts";
import type { DemoFaultName } from "../../../protocols/demo/faults.ts";
import type { Api } from "../../support/api/api.ts";
import { eventually } from "../../support/eventually.ts";
import { look, losses, rotations } from "./sights.ts";
import { allThere, type Env, PATIENCE_MS, withDemo } from "./stage.ts";

const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";
/** What is promised, from the command to the whole fleet at the API; the fast ring shares its machine with others. */
const ALIVE_MS = LONG ? 10_000 : PATIENCE_MS;

async function faultsOf({ HOME }: Env): Promise<ControlClient> {
  const [demo, ...others] = await findDemos(cardFolder(HOME ?? ""));
  assert.deepEqual(others, []);
  return demo ?? assert.fail("no demo runs");
}

/** Waits until exactly these are unwell. Whoever else is, even for a moment, is a defect. */
async function exactly(api: Api, members: readonly string[]): Promise<void> {
  const wanted = members.toSorted();
  await eventually(
    async () => {
      const { unwell, nodeReasons } = await look(api, true);
      assert.deepEqual(
        unwell.filter((key) => !wanted.includes(key)),
        [],
        `somebody else is unwell; node hosts: ${nodeReasons.join(" ")}`,
      );
      return unwell;
    },
    (unwell) => unwell.length === wanted.length,
    PATIENCE_MS,
  );
}

/** A fault that the lists tell of, and the kinds of its members. */
type Listed = readonly [name: DemoFaultName, kinds: readonly string[]];

/** Those of one line have nobody in common: they come at once, and in the long ring alone as well. */
const LISTED: readonly (readonly Listed[])[] = [
  [
    ["sync-loss", ["sync"]],
    ["crash-loop", ["display"]],
    ["slow-disk", ["node"]],
    ["frozen-camera", ["camera"]],
    ["garbage-sender", ["sync"]],
  ],
  [["link-loss", ["display", "display", "sync", "sync"]]],
];

/** Faults that begin together show on exactly their members, and go as they came. */
async function comeAndGo(
  api: Api,
  faults: ControlClient,
  together: readonly Listed[],
): Promise<void> {
  const touched: string[] = [];
  for (const [name, kinds] of together) {
    const members = (await faults.inject(name, {})).find((one) => one.name === name)?.members ?? [];
    assert.deepEqual(members.map((key) => key.split(":")[0]), kinds);
    touched.push(...members);
  }
  await exactly(api, touched);
  for (const [name] of together) await faults.clear(name);
  await allThere(api, true);
}

/** What became of rotations, once none is under way. */
function settledRotations(api: Api): ReturnType<typeof rotations> {
  const isOver = (state: string) => state === "completed" || state === "failed";
  return eventually(
    () => rotations(api),
    (all) => [...all.values()].flat().every(isOver),
    PATIENCE_MS,
  );
}

/** Waits until the newest rotation of a host has come to this. */
async function newestRotation(api: Api, key: string, state: string): Promise<void> {
  await eventually(() => rotations(api), (now) => now.get(key)?.at(-1) === state, PATIENCE_MS);
}

Deno.test("signalbox demo is alive by itself, and each fault shows on its members and clears", async (t) => {
  const startedAt = performance.now();
  await withDemo(async (demo, env) => {
    const api = await demo.api();

    await t.step("the whole fleet is online at the API soon after the command", async () => {
      await allThere(api, false, ALIVE_MS - (performance.now() - startedAt));
    });

    await t.step("groups, presets, schedules and commands are there, and shows run", async () => {
      await demo.says(/^Groups, presets, schedules and some commands were made/);
      type Page = { readonly items: readonly unknown[] };
      for (const list of ["groups", "presets", "schedules", "executions", "commands"]) {
        const { items } = await api.call<Page>(`/api/v1/${list}`);
        assert.notEqual(items.length, 0, list);
      }
      await allThere(api, true);
    });

    const faults = await faultsOf(env);
    const before = await settledRotations(api);
    const [failing] = await faults.inject("rotation-failure", {});

    for (const together of LONG ? LISTED.flat().map((one) => [one]) : LISTED) {
      const names = together.map(([name]) => name).join(", ");
      await t.step(
        `${names}: on exactly their members, and gone when cleared`,
        () => comeAndGo(api, faults, together),
      );
    }

    await t.step("rotation-failure fails rotations of exactly its host, and clears", async () => {
      const [key = ""] = failing?.members ?? [];
      await newestRotation(api, key, "failed");
      await faults.clear("rotation-failure");
      await newestRotation(api, key, "completed");
      const others = (all: typeof before) => [...all].filter(([host]) => host !== key);
      assert.deepEqual(others(await rotations(api)), others(before));
    });

    await t.step("reconnect-storm drops every display and nobody else, and clears", async () => {
      const { members } = await look(api, false);
      const displays = members.filter((key) => key.startsWith("display:"));
      const before = await losses(api, displays);
      const [fault] = await faults.inject("reconnect-storm", {});
      assert.deepEqual(fault?.members.toSorted(), displays);
      await eventually(
        () => losses(api, displays),
        (now) => displays.every((key) => (now[key] ?? 0) > (before[key] ?? 0)),
        PATIENCE_MS,
      );
      const { unwell } = await look(api, true);
      assert.deepEqual(unwell.filter((key) => !displays.includes(key)), []);
      await faults.clear("reconnect-storm");
      await allThere(api, true);
    });

    await t.step("SIGINT ends all of it", async () => {
      assert.equal(await demo.end("SIGINT"), 0);
      assert.equal(demo.said.all.at(-1), "Stopped. Nothing is left running.");
      const [none] = await findDemos(cardFolder(env.HOME ?? ""));
      assert.equal(none, undefined);
    });
  });
});
