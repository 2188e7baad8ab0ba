import assert from "node:assert/strict";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { aContainer, aSystem } from "../../support/nodes/fake_node_link.ts";
import { withNodes } from "../../support/nodes/node_fleet.ts";

Deno.test("a reading is acknowledged with its sequence, and shown with its containers", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer("3node0"), aContainer("node1", { syncState: "syncing" })]);
    await fleet.settle();
    assert.deepEqual(link.toldOf("statsReceived"), [{ type: "statsReceived", sequence: 1 }]);
    const node = await fleet.find();
    assert.deepEqual(node.members.map(({ name, health }) => [name, health]), [
      ["3node0", "running"],
      ["node1", "syncing"],
    ]);
    assert.deepEqual([node.name, node.intervalMs, node.health], ["rack-mac-02", 1_000, "degraded"]);
  }));

Deno.test("a configured container that does not run is shown as stopped, and a pattern is not", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer("3node0")], { configuredNodes: ["3node0", "node1", "3no"] });
    await fleet.settle();
    const { members, health, reason } = await fleet.find();
    assert.deepEqual(members.map(({ name, health, configured }) => [name, health, configured]), [
      ["3node0", "running", true],
      ["node1", "stopped", true],
    ]);
    assert.equal(health, "degraded");
    assert.match(reason, /node1/);
  }));

Deno.test("a container that disappears is stopped, and is told once; so is its return", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    for (const containers of [[aContainer()], [], [], [aContainer()]]) {
      link.reports(containers);
      await fleet.advance(1_000);
    }
    assert.deepEqual(fleet.kinds(), ["containerStopped", "containerStarted"]);
  }));

Deno.test("containers are not called stopped while Docker does not answer: one cause, one event", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer("3node0"), aContainer("3node1")]);
    await fleet.advance(1_000);
    link.reports([], { system: aSystem({ dockerAvailable: false }) });
    await fleet.settle();
    assert.deepEqual(fleet.kinds(), ["dockerLost"]);
    assert.equal((await fleet.find()).health, "error");
  }));

Deno.test("nobody knows how containers are while Docker does not answer, and pages hear of it at once", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer("3node0")], { configuredNodes: ["3node0", "node1"] });
    await fleet.advance(10_000);
    const healths = async () => (await fleet.find()).members.map(({ health }) => health);
    assert.deepEqual(await healths(), ["running", "stopped"]);
    const told = fleet.published.containers.length;
    link.reports([], { system: aSystem({ dockerAvailable: false }) });
    await fleet.settle();
    assert.deepEqual(await healths(), ["unknown", "unknown"]);
    const news = fleet.published.containers.slice(told);
    assert.deepEqual(news.map(({ name, reason }) => [name, reason]), [
      ["3node0", "Docker does not answer on its host."],
      ["node1", "Docker does not answer on its host."],
    ]);
    await fleet.advance(10_000);
    link.reports([aContainer("3node0")]);
    await fleet.settle();
    assert.deepEqual(await healths(), ["running", "stopped"]);
    assert.deepEqual(fleet.kinds(), ["dockerLost", "dockerBack"]);
  }));

Deno.test("a host that goes silent is one event, and none of its containers is another", () =>
  withNodes(async (fleet) => {
    await fleet.advance(60_000);
    const link = await fleet.register();
    for (let second = 0; second < 10; second++) {
      link.reports([aContainer("3node0"), aContainer("3node1")]);
      await fleet.advance(1_000);
    }
    fleet.published.liveness.length = 0;
    const before = fleet.published.containers.length;
    await fleet.advance(40_000);
    assert.deepEqual(fleet.published.liveness.map(({ to }) => to), ["stale", "offline"]);
    assert.equal(fleet.published.containers.length, before);
    assert.equal((await fleet.container()).liveness, "offline");
    link.says({ type: "heartbeatReceived", at: fleet.now() });
    await fleet.settle();
    assert.equal(fleet.published.liveness.at(-1)?.to, "online");
  }));

Deno.test("the transport's ping is a sign of life when readings stay away", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    for (let round = 0; round < 20; round++) {
      await fleet.advance(20_000);
      link.host?.tell({ type: "transportAlive", link });
    }
    await fleet.settle();
    const offline = fleet.published.liveness.filter(({ to }) => to === "offline");
    assert.deepEqual(offline, []);
  }));

Deno.test("a queue of old readings fills the history, and does not replace the newest reading", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    const start = fleet.now();
    await fleet.advance(30_000);
    link.reports([aContainer("3node0", { cpuPercent: 5 })], { sequence: 30 });
    for (let second = 1; second < 30; second++) {
      link.reports([aContainer("3node0", { cpuPercent: 99 })], {
        sequence: second,
        at: start + second * 1_000,
      });
    }
    await fleet.settle();
    assert.equal((await fleet.container()).stats?.cpuPercent, 5);
    const { sequence } = await fleet.find();
    assert.deepEqual([sequence.late, sequence.missing, sequence.received], [29, 0, 30]);
  }));

Deno.test("a flushed queue in order is placed at the time at which it was read", () =>
  withNodes(async (fleet) => {
    const start = fleet.now();
    await fleet.advance(50_000);
    const link = await fleet.register();
    for (let second = 1; second <= 40; second++) {
      link.reports([aContainer("3node0", { cpuPercent: second })], { at: start + second * 1_000 });
    }
    await fleet.settle();
    const found = await fleet.nodes({
      type: "readHistory",
      serverId: "HOST-1",
      container: "3node0",
      resolution: "second",
      from: start,
      to: start + 30_500,
    });
    assert.ok(found.ok && found.value.resolution === "second");
    const cpu = found.value.points.map((point) => Math.round(point.cpuPercent));
    assert.deepEqual([cpu.length, cpu[0], cpu.at(-1)], [30, 1, 30]);
  }));

Deno.test("a repeated reading is acknowledged, and counts for nothing else", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer()]);
    link.reports([], { sequence: 1 });
    await fleet.settle();
    assert.equal(link.toldOf("statsReceived").length, 2);
    assert.equal((await fleet.container()).present, true);
    assert.equal((await fleet.find()).sequence.repeats, 1);
  }));

Deno.test("a client's process that begins anew is recognised, and its readings count", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer()], { sequence: 500 });
    await fleet.advance(5_000);
    link.reports([aContainer("3node0", { cpuPercent: 1 })], { sequence: 1 });
    await fleet.settle();
    assert.ok(fleet.kinds().includes("processRestarted"));
    assert.equal((await fleet.container()).stats?.cpuPercent, 1);
  }));

Deno.test("changes people care about are told at once, and readings in turn", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    for (let second = 0; second < 60; second++) {
      link.reports([aContainer("3node0", { cpuPercent: second })]);
      await fleet.advance(1_000);
    }
    assert.equal(fleet.published.containers.length, 1);
    assert.ok(fleet.published.samples.length >= 10 && fleet.published.samples.length <= 62);
    link.reports([aContainer("3node0", { syncState: "no_peers" })]);
    await fleet.settle();
    assert.equal(fleet.published.containers.at(-1)?.health, "error");
  }));

Deno.test("a container that flickers is told of every two seconds at most", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    for (let step = 0; step < 200; step++) {
      const syncState = step % 2 === 0 ? "synced" : "catching_up";
      link.reports([aContainer("3node0", { syncState })]);
      await fleet.advance(100);
    }
    await fleet.advance(5_000);
    assert.ok(fleet.published.containers.length <= 13, `${fleet.published.containers.length}`);
    const shown = fleet.published.containers.at(-1)?.stats?.syncState;
    assert.equal(shown, "catching_up");
  }));

Deno.test("eras, validators, payouts and backups are told when they are news, and only then", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer()]);
    const era = (previousEra: number | null, currentEra: number, firstRun = false) => ({
      eraTransitions: [{ container: "3node0", previousEra, currentEra, firstRun }],
    });
    const payout = (unclaimed: number, error: string | null = null) => ({
      payoutChecks: [{ container: "3node0", currentEra: 1412, unclaimed, synced: true, error }],
    });
    link.summarises(era(null, 1411, true));
    link.summarises(era(1411, 1412));
    link.summarises(era(1411, 1412));
    link.summarises(payout(0));
    link.summarises(payout(3));
    link.summarises(payout(3));
    const validator = {
      type: "validatorReported",
      change: "activated",
      container: "3node0",
      era: 1412,
      isValidator: true,
      account: null,
      message: null,
      at: null,
    } as const;
    link.says(validator);
    link.says(validator);
    link.says({ type: "backupCompleted", container: "3node0", backupFile: "k.tar.gz", at: null });
    await fleet.settle();
    assert.deepEqual(fleet.kinds(), [
      "eraBegan",
      "payoutsWaiting",
      "validatorActivated",
      "backupCompleted",
    ]);
    const container = await fleet.container();
    assert.deepEqual(
      [
        container.era,
        container.payout?.unclaimed,
        container.validator?.active,
        container.backup?.file,
      ],
      [1412, 3, true, "k.tar.gz"],
    );
    assert.equal(link.toldOf("backupStored").length, 1);
  }));

Deno.test("a validator that leaves and returns is told each time once; one that never was is none that is lost", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer("3node0"), aContainer("node1")]);
    const tells = (
      change: "activated" | "deactivated" | "changed",
      era: number,
      more: { readonly [key: string]: unknown } = {},
    ) =>
      link.says({
        type: "validatorReported",
        change,
        container: "3node0",
        era,
        isValidator: change === "activated",
        account: null,
        message: null,
        at: null,
        ...more,
      });
    tells("deactivated", 1, { container: "node1" });
    tells("deactivated", 2, { container: "node1" });
    tells("activated", 1);
    tells("activated", 2);
    tells("deactivated", 3, { undecided: true });
    tells("deactivated", 3);
    tells("deactivated", 4);
    // Builds of June 2025 say so of a node that is an authority again.
    tells("changed", 5, { isValidator: true });
    tells("deactivated", 6);
    await fleet.settle();
    assert.deepEqual(fleet.published.notes.map(({ kind, detail }) => [kind, detail]), [
      ["validatorActivated", "era 1"],
      ["validatorDeactivated", "era 3"],
      ["validatorActivated", "era 5"],
      ["validatorDeactivated", "era 6"],
    ]);
    const { members } = await fleet.find();
    assert.deepEqual(members.map(({ validator }) => [validator?.active, validator?.era]), [
      [false, 6],
      [false, 2],
    ]);
  }));

Deno.test("an era that nobody told of is known from the next look for payouts, and told once", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer()]);
    const look = (currentEra: number) => ({
      payoutChecks: [{ container: "3node0", currentEra, unclaimed: 0, synced: true, error: null }],
    });
    link.summarises(look(1_411));
    link.summarises(look(1_412));
    await fleet.settle();
    assert.deepEqual(fleet.kinds(), ["eraBegan"]);
    // A look that began before the era ended is no way back.
    link.summarises(look(1_411));
    const transition = { container: "3node0", previousEra: 1_411, currentEra: 1_412 };
    link.summarises({ ...look(1_412), eraTransitions: [{ ...transition, firstRun: false }] });
    await fleet.settle();
    assert.deepEqual(fleet.published.notes.map(({ kind, detail }) => [kind, detail]), [
      ["eraBegan", "1411 → 1412"],
    ]);
    assert.equal((await fleet.container()).era, 1_412);
  }));

Deno.test("a summary over HTTP counts only when the socket brought none", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    const summary = (currentEra: number) => ({
      eraTransitions: [{ container: "3node0", previousEra: null, currentEra, firstRun: false }],
    });
    link.summarises(summary(5));
    const { nodeHostActor } = await import("../../../actors/nodes/node_host.ts");
    const host = fleet.system.find(nodeHostActor, "HOST-1");
    const event = {
      type: "summaryReported",
      at: fleet.now(),
      sequence: null,
      intervalMs: null,
      system: aSystem(),
      containers: [],
      configuredNodes: [],
      payoutChecks: [],
      ...summary(6),
    } as const;
    host?.tell({ type: "summarySaved", event });
    await fleet.settle();
    assert.equal((await fleet.container()).era, 5);
    await fleet.advance(180_000);
    host?.tell({ type: "summarySaved", event });
    await fleet.settle();
    assert.equal((await fleet.container()).era, 6);
  }));

Deno.test("hosts and containers are there again after a restart of the control host", async () => {
  const stores = createMemoryStores();
  await withNodes(async (fleet) => {
    const link = await fleet.register("HOST-1", { account: "ops" });
    link.reports([aContainer()], { configuredNodes: ["3node0", "node1"] });
    await fleet.advance(90_000);
  }, { stores });
  await withNodes(async (fleet) => {
    const node = await fleet.find();
    assert.deepEqual(
      [node.name, node.account, node.connected, node.liveness.state, node.system?.cpuCores],
      ["rack-mac-02", "ops", false, "offline", 8],
    );
    const kept = node.members.map((
      { name, stats, configured },
    ) => [name, stats?.peers, configured]);
    assert.deepEqual(kept, [["3node0", 38, true], ["node1", undefined, true]]);
    assert.deepEqual(fleet.published.liveness, []);
  }, { stores });
});
