import assert from "node:assert/strict";
import type { AuditRecord } from "../../../../actors/audit/store.ts";
import { AskError } from "../../../../actors/kernel/mod.ts";
import { refuse } from "../../../../actors/outcome.ts";
import { StorageError } from "../../../../actors/storage_error.ts";
import type { AuditKind } from "../../../../protocols/api/audit.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { SEGMENT } from "../stubs/camera_samples.ts";
import { BACKUP } from "../stubs/host_backup_stubs.ts";

interface Deed {
  readonly kind: AuditKind;
  readonly method: string;
  readonly path: string;
  readonly json?: object;
  /** How often the deed itself was done, or tried. */
  times(bench: ApiBench): number;
  readonly ok: number;
  /** Of the second line, where it is known only then. */
  readonly endKey?: string;
}

const SECRET = `0x${"1a2b3c4d".repeat(8)}`;
const at = new Date(AT).toISOString();

const asked = (ref: { readonly asked: readonly { readonly type: string }[] }, type: string) =>
  ref.asked.filter((question) => question.type === type).length;

/** Everything that the database's own transactions do not cover. */
const DEEDS: readonly Deed[] = [
  {
    kind: "rotation.stopped",
    method: "DELETE",
    path: "/rotations/rot_1",
    times: ({ rotations }) => asked(rotations, "stopRotation"),
    ok: 200,
  },
  {
    kind: "alertChannel.tested",
    method: "POST",
    path: "/alert-channels/Duty/test",
    times: ({ alertChannels }) => asked(alertChannels, "testChannel"),
    ok: 200,
  },
  {
    kind: "hostBackup.asked",
    method: "POST",
    path: "/host-backups",
    json: {},
    times: ({ hostBackups }) => asked(hostBackups, "makeHostBackup"),
    ok: 202,
    endKey: "bkp_1_00000001",
  },
  {
    kind: "recording.removed",
    method: "DELETE",
    path: `/cameras/1/recordings/${SEGMENT.name}`,
    times: ({ recordings }) => recordings.removals.length,
    ok: 204,
  },
  {
    kind: "sessionKey.imported",
    method: "POST",
    path: "/session-keys",
    json: { serverId: "HOST-1", container: "3node0", sessionKey: SECRET, at },
    times: ({ keys }) => keys.saved.length,
    ok: 201,
    endKey: "key_1",
  },
];

const order = (bench: ApiBench, { method, path, json }: Deed) =>
  bench.request(`/api/v1${path}`, { method, role: "admin", ...(json && { json }) });

const trail = (bench: ApiBench): readonly AuditRecord[] =>
  bench.stores.audit.lines({ limit: 100 }).items.toReversed();

/** Once the line that comes before waits for the disk. */
async function lineWaits({ stores: { audit } }: ApiBench): Promise<void> {
  while (audit.gate.waiting === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}

for (const deed of DEEDS) {
  Deno.test(`${deed.kind} is put down before anything is done, and what came of it behind`, () =>
    withApi(async (bench) => {
      bench.stores.audit.gate.hold();
      const ordered = order(bench, deed);
      await lineWaits(bench);
      assert.equal(deed.times(bench), 0);
      bench.stores.audit.gate.release();
      const answer = await ordered;
      const text = await answer.text();
      assert.equal(answer.status, deed.ok, text);
      assert.equal(deed.times(bench), 1);
      const [begun, done, ...more] = trail(bench);
      assert.deepEqual([begun?.kind, done?.kind, more], [deed.kind, deed.kind, []]);
      assert.deepEqual([begun?.after, done?.after?.["outcome"]], [{ outcome: "begun" }, "done"]);
      assert.equal(done?.subject.key, deed.endKey ?? begun?.subject.key);
      assert.equal(begun?.author.name, "admin");
      assert.deepEqual(begun?.author, done?.author);
      assert.equal(begun?.author.correlationId, answer.headers.get("X-Correlation-Id"));
      assert.ok(!JSON.stringify(trail(bench)).includes(SECRET));
    }));

  Deno.test(`${deed.kind}: nothing is done where the disk does not take the line before`, () =>
    withApi(async (bench) => {
      bench.stores.audit.gate.failWith(new StorageError("full", "no space left"));
      const answer = await order(bench, deed);
      assert.equal((await answer.json()).code, "storageFull");
      assert.equal(deed.times(bench), 0);
      assert.deepEqual(trail(bench), []);
    }));
}

Deno.test("a deed that is refused, that fails and that nobody answers for is put down as that", () =>
  withApi(async (bench) => {
    const [, , backup, recording] = DEEDS;
    if (!backup || !recording) return assert.fail();
    bench.hostBackups.answers = {
      makeHostBackup: () => refuse("conflict", "a backup is being made already"),
    };
    assert.equal((await order(bench, backup)).status, 409);
    bench.hostBackups.answers = {
      makeHostBackup: () => {
        throw new AskError({
          ...{ failure: "timedOut", to: "/hostBackups", question: "makeHostBackup" },
          ...{ timeoutMs: 10_000, queueLength: 0, handlingBegun: true },
        });
      },
    };
    assert.equal((await order(bench, backup)).status, 504);
    bench.recordings.removeFailure = new StorageError("failed", "The disk is away.");
    assert.equal((await order(bench, recording)).status, 503);
    const ends = trail(bench).filter(({ before }) => before?.["outcome"] === "begun");
    assert.deepEqual(ends.map(({ after }) => after), [
      { outcome: "refused", reason: "a backup is being made already" },
      {
        outcome: "unknown",
        reason: "no answer in time; look whether it happened before repeating it",
      },
      { outcome: "failed", reason: "The disk is away." },
    ]);
  }));

Deno.test("what nobody has is refused without a line, and so is what is there already", () =>
  withApi(async (bench) => {
    const [rotation, channel, , recording, key] = DEEDS;
    if (!rotation || !channel || !recording || !key) return assert.fail();
    bench.rotations.answers = { findRotation: () => refuse("notFound", "There is no rotation.") };
    assert.equal((await order(bench, rotation)).status, 404);
    assert.equal(
      (await order(bench, { ...channel, path: "/alert-channels/Nobody/test" })).status,
      404,
    );
    for (const [name, status] of [["never.mp4", 404], ["now.mp4", 409]] as const) {
      const path = `/cameras/1/recordings/${name}`;
      assert.equal((await order(bench, { ...recording, path })).status, status);
    }
    const place = {
      serverId: "HOST-1",
      container: "3node0",
      source: "key_update",
      at: AT,
    } as const;
    await bench.keys.save({ ...place, sessionKey: SECRET });
    assert.equal((await order(bench, key)).status, 200);
    assert.deepEqual(trail(bench), []);
  }));

Deno.test("a deed is answered as done when only the line behind it could not be put down", () =>
  withApi(async (bench) => {
    const [, , , recording] = DEEDS;
    if (!recording) return assert.fail();
    const { audit } = bench.stores;
    audit.gate.hold();
    const ordered = order(bench, recording);
    await lineWaits(bench);
    audit.gate.release();
    audit.gate.failWith(new StorageError("full", "no space left"));
    assert.equal((await ordered).status, 204);
    assert.deepEqual(trail(bench).map(({ after }) => after), [{ outcome: "begun" }]);
    assert.equal(bench.errors.length, 1);
  }));

Deno.test("whoever takes a backup away is put down before the first byte; who only looks is not", () =>
  withApi(async (bench) => {
    const download = (method: "GET" | "HEAD", name: string = BACKUP.name) =>
      bench.request(`/api/v1/host-backups/${name}`, { method, role: "admin" });
    assert.equal((await download("HEAD")).status, 200);
    assert.equal((await download("GET", "signalbox-20260301T040001Z.tar.gz.age")).status, 404);
    assert.deepEqual(trail(bench), []);
    assert.equal(await (await download("GET")).text(), "abc");
    const lines = trail(bench).map(({ kind, subject }) => [kind, subject.name]);
    assert.deepEqual(lines, [["hostBackup.downloaded", BACKUP.name]]);
    bench.stores.audit.gate.failWith(new StorageError("full", "no space left"));
    assert.equal((await (await download("GET")).json()).code, "storageFull");
  }));
