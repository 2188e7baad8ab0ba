import assert from "node:assert/strict";
import { planDemo } from "../../../agents/demo/demo_plan.ts";
import { DEFAULT_SCALE, MAX_DISPLAYS, scaleOf } from "../../../agents/demo/demo_scale.ts";
import { BUILDS } from "../../../agents/displays/builds.ts";

Deno.test("planDemo() lays out the same fleet for the same seed, and other hosts for another", () => {
  const plan = planDemo(DEFAULT_SCALE, 5);
  assert.deepEqual(planDemo(DEFAULT_SCALE, 5), plan);
  const ids = plan.nodeHosts.map(({ serverId }) => serverId);
  const others = planDemo(DEFAULT_SCALE, 6).nodeHosts.map(({ serverId }) => serverId);
  assert.ok(ids.every((id) => /^[0-9A-F]{12}$/.test(id) && !others.includes(id)));
});

Deno.test("planDemo() gives display, sync host and camera of one machine one address", () => {
  const { displays, syncHosts, cameras } = planDemo(DEFAULT_SCALE, 5);
  const addresses = displays.map(({ address }) => address);
  assert.deepEqual(syncHosts.map(({ address }) => address), addresses);
  assert.deepEqual(cameras.map(({ address }) => address), addresses.slice(0, 2));
  assert.deepEqual(syncHosts.map(({ role }) => role), ["master", ...Array(7).fill("slave")]);
});

Deno.test("planDemo() numbers names and containers of the default fleet", () => {
  const { displays, nodeHosts } = planDemo(DEFAULT_SCALE, 5);
  assert.deepEqual(displays.map(({ name }) => name), [
    ...["Display_01", "Display_02", "Display_03", "Display_04"],
    ...["Display_05", "Display_06", "Display_07", "Display_08"],
  ]);
  assert.deepEqual(nodeHosts.map(({ containers }) => containers), [
    ["3node0", "3node1", "3node2", "3node3"],
    ["3node4", "3node5", "3node6", "3node7"],
    ["3node8", "3node9", "3node10", "3node11"],
  ]);
  assert.deepEqual(nodeHosts.map(({ build }) => build), ["agent", "agent", "M11"]);
});

Deno.test("planDemo() gives each machine of the greatest fleet an address and a name of its own", () => {
  const { displays, nodeHosts } = planDemo(scaleOf(MAX_DISPLAYS), 5);
  const addresses = [...displays, ...nodeHosts].map(({ address }) => address);
  assert.equal(new Set(addresses).size, MAX_DISPLAYS + nodeHosts.length);
  assert.equal(new Set(displays.map(({ name }) => name)).size, MAX_DISPLAYS);
  assert.equal(new Set(nodeHosts.map(({ serverId }) => serverId)).size, nodeHosts.length);
  const odd = addresses.filter((address) =>
    !/^127\.0\.(?!0\.)\d+\.(?!0$|1$|255$)\d+$/.test(address)
  );
  assert.deepEqual(odd, []);
});

Deno.test("planDemo() plays every build of displays in a crowd", () => {
  const { displays } = planDemo(scaleOf(20), 5);
  const builds = new Set(displays.map(({ build }) => build));
  assert.deepEqual([...builds].sort(), ["agent", ...Object.keys(BUILDS)].sort());
});

Deno.test("scaleOf() keeps the proportions of 1,000 displays", () => {
  const more = { containersPerHost: 8, cameras: 2 };
  assert.deepEqual(scaleOf(1_000), { displays: 1_000, nodeHosts: 200, syncHosts: 200, ...more });
  assert.deepEqual(scaleOf(1), { displays: 1, nodeHosts: 1, syncHosts: 1, ...more });
});

Deno.test("scaleOf() refuses what it cannot play, with the range", () => {
  for (const displays of [0, -1, 1.5, NaN, MAX_DISPLAYS + 1]) {
    assert.throws(() => scaleOf(displays), /from 1 to 2000/);
  }
});
