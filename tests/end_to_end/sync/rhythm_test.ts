import assert from "node:assert/strict";
import {
  createScriptedSyncHost,
  type ScriptedSyncHost,
  type ScriptedSyncHostOptions,
} from "../../../agents/sync/scripted_sync_host.ts";
import { createSyncAcceptor } from "../../../adapters/syncguard/acceptor.ts";
import { withPort } from "../../adapters/device_port/client.ts";
import { CountingDirectory } from "../../support/sync/counting_directory.ts";
import { type SyncFleet, withSyncFleet } from "../../support/sync/sync_fleet.ts";

const SECOND_MS = 1_000, MINUTE_MS = 60_000, HOUR_MS = 3_600_000;
const PEER = "127.0.0.1";
const PATIENCE_MS = 10_000;

/** Scripted hosts on real sockets before real actors, all in the same virtual time. */
class Hall {
  readonly #hosts: ScriptedSyncHost[] = [];

  constructor(
    readonly fleet: SyncFleet,
    private readonly directory: CountingDirectory,
    private readonly port: number,
  ) {}

  /** Starts a host, and lets its first line arrive. */
  async add(options: Omit<ScriptedSyncHostOptions, "target">): Promise<ScriptedSyncHost> {
    const target = { address: PEER, port: this.port };
    const { clock } = this.fleet.test;
    const host = createScriptedSyncHost({ ...options, target, clock, seed: this.#hosts.length });
    this.#hosts.push(host);
    host.start();
    await this.pass(0, 1);
    return host;
  }

  /** Lets time pass in so many steps, and what was sent in each arrive. */
  async pass(stepMs: number, steps: number): Promise<void> {
    for (let n = 0; n < steps; n++) {
      await this.fleet.advance(stepMs);
      for (const host of this.#hosts) await host.until(() => host.dialling === 0, PATIENCE_MS);
      await this.directory.reported(this.#hosts.reduce((sum, { linesSent }) => sum + linesSent, 0));
      await this.fleet.settle();
    }
  }

  host(claimed: string) {
    return this.fleet.host(claimed === PEER ? claimed : `${claimed} (${PEER})`);
  }

  leave(): void {
    for (const host of this.#hosts) host.stop();
  }
}

async function withHall(run: (hall: Hall) => Promise<void>): Promise<void> {
  await withSyncFleet(async (fleet) => {
    const problems: string[] = [];
    const directory = new CountingDirectory(fleet.tree.syncHosts);
    const acceptor = createSyncAcceptor({
      syncHosts: directory,
      clock: fleet.test.clock,
      onProblem: (kind, _peer, detail) => problems.push(`${kind}: ${detail}`),
    });
    await withPort({ acceptors: { ...acceptor } }, async ({ port }) => {
      const hall = new Hall(fleet, directory, port.address.port);
      try {
        await run(hall);
      } finally {
        hall.leave();
      }
    });
    assert.deepEqual(problems, []);
  });
}

/** Nobody was ever called anything but online, or flapping. */
function neverDoubted({ told }: SyncFleet, hosts: number): void {
  assert.equal(told.liveness.length, hosts, told.liveness.join("; "));
  assert.ok(told.liveness.every((line) => line.endsWith(": never_seen to online")));
  assert.ok(told.hosts.every(({ flapping }) => !flapping));
}

Deno.test("builds O and P are shown right and never doubted at 100 ms to 60 s, split, doubled and merged", () =>
  withHall(async (hall) => {
    const slow = await hall.add({
      build: "P",
      claimedAddress: "10.20.0.31",
      digit: 2,
      intervalMs: MINUTE_MS,
    });
    const fast = await hall.add({
      build: "P",
      claimedAddress: "10.20.0.32",
      digit: 1,
      intervalMs: 100,
      splitShare: 0.5,
      overlapShare: 0.3,
    });
    const old = await hall.add({ build: "O", claimedAddress: "10.20.0.33", digit: 1 });
    const nameless = await hall.add({
      build: "O",
      claimedAddress: null,
      digit: 0,
      intervalMs: 30 * SECOND_MS,
    });
    await hall.pass(50, 1);
    await hall.pass(100, 300);
    fast.stop();
    await hall.pass(SECOND_MS, 1);
    fast.start();
    slow.digit = 1;
    await hall.pass(SECOND_MS, 10 * 60);
    neverDoubted(hall.fleet, 4);
    const shown = await Promise.all(
      ["10.20.0.31", "10.20.0.32", "10.20.0.33"].map((claimed) => hall.host(claimed)),
    );
    assert.deepEqual(shown.map(({ state, changes }) => [state, changes]), [
      ["slave", 1],
      ["slave", 0],
      ["slave", 0],
    ]);
    const sums = shown.map(({ reports }) => Object.values(reports).reduce((sum, n) => sum + n, 0));
    assert.deepEqual(sums, [slow.linesSent, fast.linesSent, old.linesSent]);
    const unknown = await hall.fleet.host(`unknown (${PEER})`);
    assert.deepEqual([unknown.claimedAddress, unknown.state], [null, "error"]);
    assert.equal(unknown.reports.error, nameless.linesSent);
  }));

Deno.test("a host that reports once an hour is not doubted once its rhythm is known", () =>
  withHall(async (hall) => {
    await hall.add({
      build: "P",
      claimedAddress: "10.20.0.31",
      digit: 2,
      intervalMs: HOUR_MS,
    });
    await hall.pass(10 * MINUTE_MS, 6 * 7);
    const before = hall.fleet.told.liveness.length;
    await hall.pass(10 * MINUTE_MS, 6 * 3);
    assert.deepEqual(hall.fleet.told.liveness.slice(before), []);
    const { liveness, state } = await hall.host("10.20.0.31");
    assert.deepEqual([liveness.state, state], ["online", "master"]);
  }));

Deno.test("the silent connections of a host that was toggled are counted, and harm nobody", () =>
  withHall(async (hall) => {
    const toggled = await hall.add({ build: "P", claimedAddress: "10.20.0.31", digit: 2 });
    await hall.add({ build: "P", claimedAddress: "10.20.0.32", digit: 1 });
    await hall.pass(SECOND_MS, 10);
    toggled.toggle();
    await hall.pass(SECOND_MS, 4);
    toggled.pressTestButton();
    await hall.pass(SECOND_MS, 1);
    const silent = toggled.silentConnects;
    assert.equal(silent, 6);
    const counted = async () => (await hall.host("10.20.0.31")).silent?.connections ?? 0;
    for (let n = 0; await counted() < silent && n < 1_000; n++) {
      // The port sees the end of a connection a little later than its peer.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assert.equal(await counted(), silent);
    await hall.pass(SECOND_MS, 60);
    assert.equal(
      (await hall.host("10.20.0.31")).liveness.state,
      "offline",
      "it says nothing any more",
    );
    toggled.stop();
    toggled.start();
    await hall.pass(SECOND_MS, 1);
    assert.equal((await hall.host("10.20.0.31")).liveness.state, "online");
    assert.equal((await hall.host("10.20.0.32")).liveness.state, "online");
  }));
