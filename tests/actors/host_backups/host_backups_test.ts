import assert from "node:assert/strict";
import { hostBackupsActor } from "../../../actors/host_backups/host_backups.ts";
import {
  type HostBackupFile,
  hostBackupMade,
  hostBackupMissed,
  type HostBackupPlan,
  type HostBackupPort,
  type HostBackupProgress,
  type MadeHostBackup,
  type MissedHostBackup,
} from "../../../actors/host_backups/messages.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { asker } from "../../support/displays/fleet.ts";

const HOUR_MS = 3_600_000;
const DAILY: HostBackupPlan = {
  schedule: { cron: "daily", timeZone: "UTC" },
  keep: 7,
  hasPassphrase: true,
};

/** Due at every full day of the virtual clock. */
const cron = {
  nextAfter: (_cron: string, _zone: string, at: number) =>
    (Math.floor(at / (24 * HOUR_MS)) + 1) * 24 * HOUR_MS,
};

/** A folder whose backups end when the test says so. */
class FakePort implements HostBackupPort {
  readonly passphrases: (string | null)[] = [];
  readonly pruned: number[] = [];
  files: HostBackupFile[] = [];
  #end = Promise.withResolvers<MadeHostBackup>();
  #tell: (progress: HostBackupProgress) => void = () => {};

  folder = () => "/backups";
  list = () => Promise.resolve(this.files);

  make(passphrase: string | null, tell: (progress: HostBackupProgress) => void) {
    this.passphrases.push(passphrase);
    this.#tell = tell;
    this.#end = Promise.withResolvers<MadeHostBackup>();
    return this.#end.promise;
  }

  prune(keep: number): Promise<void> {
    this.pruned.push(keep);
    return Promise.reject(new Error("the disk is away"));
  }

  comesTo(doneBytes: number): void {
    this.#tell({ phase: "archive", doneBytes, totalBytes: 100 });
  }

  succeeds(at: number): void {
    const file = { name: `at ${at}`, bytes: 7, madeAt: at, verifiedAt: at };
    this.files = [file, ...this.files];
    this.#end.resolve({ ...file, sha256: "ab" });
  }

  fails(why: string): void {
    this.#end.reject(new Error(why));
  }
}

async function start(plan: HostBackupPlan, newest: number | null = null) {
  const world = createTestSystem();
  const port = new FakePort();
  const now = () => world.clock.now();
  if (newest !== null) {
    const at = now() + newest;
    port.files = [{ name: "before", bytes: 1, madeAt: at, verifiedAt: at }];
  }
  const missed: MissedHostBackup[] = [];
  const made: HostBackupFile[] = [];
  world.system.subscribe(hostBackupMissed, (event) => missed.push(event));
  world.system.subscribe(hostBackupMade, (event) => made.push(event));
  const args = { port, cron, plan: { current: plan } };
  const ref = world.system.spawn(hostBackupsActor, args, { key: "hostBackups" });
  const ask = asker(ref, world);
  await world.advance(0);
  return {
    ...world,
    port,
    missed,
    made,
    now,
    view: () => ask({ type: "listHostBackups" }),
    order: (passphrase: string | null) => ask({ type: "makeHostBackup", passphrase }),
    configure: (next: HostBackupPlan) => ref.tell({ type: "configureHostBackups", plan: next }),
    /** To the next full day, and a moment. */
    nextDay: () => world.advance(cron.nextAfter("", "", now()) - now() + 1),
  };
}

Deno.test("hostBackupsActor makes a backup at each moment of its schedule, and keeps so many", async () => {
  const backups = await start(DAILY);
  await backups.nextDay();
  assert.deepEqual(backups.port.passphrases, [null]);
  backups.port.succeeds(backups.now());
  await backups.advance(0);
  assert.deepEqual(backups.made.map(({ bytes }) => bytes), [7]);
  assert.deepEqual([backups.port.pruned, backups.missed], [[7], []]);
  await backups.nextDay();
  assert.equal(backups.port.passphrases.length, 2);
  const { attempts, nextAt } = await backups.view();
  assert.deepEqual(attempts.map(({ trigger, endedAt }) => [trigger, endedAt === null]), [
    ["scheduled", true],
    ["scheduled", false],
  ]);
  assert.equal(nextAt, cron.nextAfter("", "", backups.now()));
  await backups.system.stop(1_000);
});

Deno.test("hostBackupsActor says what failed, and tries again an hour later until it comes", async () => {
  const backups = await start(DAILY);
  await backups.nextDay();
  const dueAt = Math.floor(backups.now() / (24 * HOUR_MS)) * 24 * HOUR_MS;
  backups.port.fails("There is no space left on the disk.");
  await backups.advance(HOUR_MS - 60_000);
  assert.deepEqual(backups.missed, [{ dueAt, reason: "There is no space left on the disk." }]);
  assert.equal(backups.port.passphrases.length, 1);
  await backups.advance(120_000);
  assert.equal(backups.port.passphrases.length, 2);
  backups.port.succeeds(backups.now());
  await backups.advance(3 * HOUR_MS);
  assert.equal(backups.port.passphrases.length, 2);
  const [second, first] = (await backups.view()).attempts;
  assert.deepEqual([second?.made?.bytes, first?.reason], [
    7,
    "There is no space left on the disk.",
  ]);
  await backups.system.stop(1_000);
});

Deno.test("hostBackupsActor makes up for a moment at which nobody was there, when the fleet is back", async () => {
  const backups = await start(DAILY, -30 * HOUR_MS);
  assert.equal(backups.missed.length, 1);
  assert.match(backups.missed[0]?.reason ?? "", /^No backup has been made since \d{4}-/);
  await backups.advance(59_000);
  assert.deepEqual(backups.port.passphrases, []);
  await backups.advance(1_001);
  assert.deepEqual(backups.port.passphrases, [null]);
  await backups.system.stop(1_000);
});

Deno.test("hostBackupsActor owes nothing after a start soon after a backup, and nothing without a schedule", async () => {
  for (const plan of [DAILY, { ...DAILY, schedule: null }]) {
    const backups = await start(plan, plan.schedule === null ? -90 * HOUR_MS : 0);
    await backups.advance(5 * 60_000);
    assert.deepEqual([backups.missed, backups.port.passphrases], [[], []]);
    await backups.system.stop(1_000);
  }
});

Deno.test("hostBackupsActor makes one at a time: what is asked meanwhile is refused, what is due waits", async () => {
  const backups = await start(DAILY);
  await backups.advance(60_000);
  const asked = await backups.order("correct horse battery");
  assert.ok(asked.ok);
  const second = await backups.order(null);
  assert.equal(second.ok ? "" : second.refusal.code, "conflict");
  await backups.nextDay();
  assert.deepEqual(backups.port.passphrases, ["correct horse battery"]);
  backups.port.comesTo(40);
  await backups.advance(0);
  const [running] = (await backups.view()).attempts;
  assert.deepEqual([running?.id, running?.progress.doneBytes], [asked.value.id, 40]);
  backups.port.succeeds(backups.now());
  await backups.advance(0);
  assert.deepEqual(backups.port.passphrases, ["correct horse battery", null]);
  await backups.system.stop(1_000);
});

Deno.test("hostBackupsActor refuses to make one without any passphrase", async () => {
  const backups = await start({ schedule: null, keep: 7, hasPassphrase: false });
  const outcome = await backups.order(null);
  assert.deepEqual(outcome.ok ? null : [outcome.refusal.code, outcome.refusal.field], [
    "invalid",
    "passphrase",
  ]);
  assert.ok((await backups.order("correct horse battery")).ok);
  backups.port.fails("because");
  await backups.advance(2 * HOUR_MS);
  assert.deepEqual(backups.missed, [{ dueAt: null, reason: "because" }]);
  assert.equal(backups.port.passphrases.length, 1);
  await backups.system.stop(1_000);
});

Deno.test("hostBackupsActor follows a plan that is configured anew, from now on", async () => {
  const backups = await start({ ...DAILY, schedule: null });
  assert.equal((await backups.view()).nextAt, null);
  backups.configure({ ...DAILY, keep: 3 });
  await backups.nextDay();
  assert.deepEqual(backups.port.passphrases, [null]);
  backups.port.succeeds(backups.now());
  await backups.advance(0);
  assert.deepEqual(backups.port.pruned, [3]);
  await backups.system.stop(1_000);
});

Deno.test("hostBackupsActor remembers the last twenty attempts", async () => {
  const backups = await start({ ...DAILY, schedule: null });
  for (let count = 0; count < 25; count++) {
    await backups.order(null);
    backups.port.fails(`${count}`);
    await backups.advance(0);
  }
  const { attempts } = await backups.view();
  assert.deepEqual([attempts.length, attempts[0]?.reason, attempts[19]?.reason], [20, "24", "5"]);
  assert.equal(new Set(attempts.map(({ id }) => id)).size, 20);
  await backups.system.stop(1_000);
});
