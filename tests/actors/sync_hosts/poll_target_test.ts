import assert from "node:assert/strict";
import {
  PollError,
  type PollFailure,
  type PollLink,
  type SyncDialer,
} from "../../../actors/sync_hosts/messages.ts";
import { syncPollChanged } from "../../../actors/sync_hosts/log_topics.ts";
import type { SyncState } from "../../../protocols/syncguard/events.ts";
import { withSyncFleet } from "../../support/sync/sync_fleet.ts";

/** A host that answers, refuses or hangs as told. */
class FakeDialer implements SyncDialer {
  answer: SyncState | PollFailure | "never" = "master";
  refuses = false;
  /** A connect that waits until it is released. */
  held: (() => void)[] | undefined;
  readonly opened: string[] = [];
  asked = 0;
  connections = 0;

  async open(address: string, port: number, timeoutMs: number): Promise<PollLink> {
    this.opened.push(`${address}:${port} ${timeoutMs}`);
    if (this.held) await new Promise<void>((resolve) => this.held?.push(resolve));
    if (this.refuses) throw new PollError("refused", `${address}:${port} refused the connection.`);
    this.connections++;
    return { ask: () => this.#ask(), close: () => void this.connections-- };
  }

  #ask(): Promise<SyncState> {
    this.asked++;
    const { answer } = this;
    if (answer === "never") return new Promise(() => {});
    return STATES.has(answer)
      ? Promise.resolve(answer as SyncState)
      : Promise.reject(new PollError(answer as PollFailure, `It ${answer}.`));
  }
}

const STATES: ReadonlySet<string> = new Set(["master", "slave", "error", "free", "unknown"]);
const POLLED = {
  hosts: [{
    name: "Left",
    poll: { address: "10.0.0.31", port: 8080, intervalMs: 5_000 },
  }],
};

Deno.test("a poll connects once, asks every interval, and makes its host's state", async () => {
  const dialer = new FakeDialer();
  await withSyncFleet(async (fleet) => {
    await fleet.advance(60_000);
    assert.deepEqual(dialer.opened, ["10.0.0.31:8080 5000"]);
    assert.equal(dialer.asked, 12);
    const host = await fleet.host("Left");
    assert.deepEqual([host.state, host.source, host.poll?.state], ["master", "polled", "up"]);
    assert.deepEqual([host.liveness.state, host.liveness.intervalMs], ["online", 5_000]);
    dialer.answer = "free";
    await fleet.advance(5_000);
    assert.equal((await fleet.host("Left")).state, "free");
    assert.deepEqual(fleet.history(host.id, "state"), ["null to master", "master to free"]);
  }, { settings: POLLED, dialer });
  assert.equal(dialer.connections, 0);
});

Deno.test("a poll that fails is tried again after 30 s, and is told of once down and once up", async () => {
  const dialer = new FakeDialer();
  await withSyncFleet(async (fleet) => {
    const logged: string[] = [];
    fleet.test.system.subscribe(syncPollChanged, ({ state, failure }) => {
      logged.push(`${state} ${failure}`);
    });
    await fleet.advance(20_000);
    dialer.answer = "garbage";
    await fleet.advance(5_000);
    assert.equal(dialer.connections, 0);
    dialer.refuses = true;
    await fleet.advance(25_000);
    assert.equal(dialer.opened.length, 1);
    await fleet.advance(70_000);
    assert.equal(dialer.opened.length, 4);
    const { poll, liveness, state } = await fleet.host("Left");
    assert.deepEqual([poll?.state, poll?.failure], ["down", "refused"]);
    assert.equal(poll?.detail, "10.0.0.31:8080 refused the connection.");
    assert.deepEqual([liveness.state, state], ["offline", "master"]);
    Object.assign(dialer, { refuses: false, answer: "master" });
    await fleet.advance(30_000);
    assert.deepEqual(logged, ["up null", "down garbage", "down refused", "up null"]);
    assert.deepEqual(fleet.history(1, "poll"), [
      "waiting to up",
      "up to down",
      "down to down",
      "down to up",
    ]);
  }, { settings: POLLED, dialer });
});

Deno.test("a poll's answer counts for less than the lines that its host pushes", async () => {
  const dialer = new FakeDialer();
  dialer.answer = "free";
  await withSyncFleet(async (fleet) => {
    for (let second = 0; second < 60; second++) {
      await fleet.say("10.0.0.31", "slave");
      await fleet.advance(1_000);
    }
    const host = await fleet.host("Left");
    assert.deepEqual([host.state, host.source], ["slave", "pushed"]);
    assert.ok(host.reports.free >= 11);
    assert.deepEqual(fleet.history(host.id, "state").at(-1), "null to slave");
    await fleet.advance(120_000);
    assert.deepEqual((await fleet.host("Left")).state, "free");
  }, { settings: POLLED, dialer });
});

Deno.test("a poll that hangs holds nobody up, and its connection is closed when it is configured away", async () => {
  const dialer = new FakeDialer();
  dialer.answer = "never";
  await withSyncFleet(async (fleet) => {
    await fleet.advance(5_000);
    assert.equal(dialer.connections, 1);
    await fleet.say("10.0.0.32", "master");
    assert.equal((await fleet.host("10.0.0.32")).state, "master");
    await fleet.configure({ hosts: [{ name: "Left", claimed: "10.0.0.31" }] });
    await fleet.settle();
    assert.equal(dialer.connections, 0);
    assert.equal((await fleet.host("Left")).poll, null);
  }, { settings: POLLED, dialer });
});

Deno.test("a poll closes a connection that is made after it was configured away", async () => {
  const dialer = new FakeDialer();
  dialer.held = [];
  await withSyncFleet(async (fleet) => {
    await fleet.advance(5_000);
    await fleet.configure({});
    for (const release of dialer.held ?? []) release();
    await fleet.settle();
    assert.deepEqual([dialer.opened.length, dialer.connections], [1, 0]);
  }, { settings: POLLED, dialer });
});

Deno.test("a poll goes on undisturbed when the config file is read again without a change to it", async () => {
  const dialer = new FakeDialer();
  await withSyncFleet(async (fleet) => {
    await fleet.advance(20_000);
    await fleet.configure({ ...POLLED, walls: [{ name: "Hall", hosts: ["Left"] }] });
    await fleet.advance(20_000);
    assert.equal(dialer.opened.length, 1);
    assert.equal((await fleet.host("Left")).poll?.state, "up");
  }, { settings: POLLED, dialer });
});
