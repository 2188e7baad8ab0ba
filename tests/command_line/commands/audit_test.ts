import assert from "node:assert/strict";
import type { AuditEntry } from "../../../protocols/api/audit.ts";
import { BROKEN, HASH } from "../fakes/fake_audit.ts";
import { FakeHost } from "../fakes/fake_host.ts";
import { TIME } from "../fakes/samples.ts";

const ENTRY: AuditEntry = {
  sequence: 7,
  at: TIME,
  who: "night shift",
  tokenId: "tok_1",
  address: "10.0.0.7",
  correlationId: "c-1",
  kind: "preset.changed",
  subject: { kind: "preset", key: "3", name: "Morning" },
  before: { barrier: true },
  after: { barrier: false },
  hash: HASH,
};

for (const words of [["audit", "list"], ["list", "audit"]]) {
  Deno.test(`${words.join(" ")} shows who changed what, and takes filters`, async () => {
    const host = new FakeHost();
    host.api.audit.entries.push(ENTRY);
    const filters = ["--subject", "preset/3", "--kind", "preset.changed", "--from", "2026-03-01"];
    const { code, out } = await host.run(...words, "--who", "night shift", ...filters);
    assert.equal(code, 0);
    assert.match(out, /night shift +10\.0\.0\.7 +preset\.changed +Morning/);
    const [asked] = host.api.asked;
    assert.deepEqual(Object.fromEntries(asked?.query ?? []), {
      who: "night shift",
      kind: "preset.changed",
      subjectKind: "preset",
      subjectKey: "3",
      // Midnight in Seoul, as the list shows moments.
      from: "2026-02-28T15:00:00.000Z",
      limit: "50",
    });
    const json = await host.run(...words, "--json");
    assert.deepEqual(JSON.parse(json.out), [ENTRY]);
  });
}

Deno.test("audit list tells a deed that is only begun from one that is done, in both languages", async () => {
  const host = new FakeHost();
  const deed = { ...ENTRY, kind: "recording.removed", before: null } as const;
  const ends = ["begun", "done", "refused", "anything"];
  for (const outcome of ends) host.api.audit.entries.push({ ...deed, after: { outcome } });
  const shown = async () =>
    (await host.run("audit", "list")).out.match(/recording\.removed( \(.*?\))?/g);
  assert.deepEqual(await shown(), [
    "recording.removed (begun)",
    "recording.removed",
    "recording.removed (refused)",
    "recording.removed",
  ]);
  host.env.SIGNALBOX_LANG = "ko";
  assert.equal((await shown())?.[0], "recording.removed (시작됨)");
});

Deno.test("audit list says what is wrong with a filter", async () => {
  const host = new FakeHost();
  for (const words of [["--from", "yesterday"], ["--kind", "nothing"], ["--subject", "x/1"]]) {
    assert.equal((await host.run("audit", "list", ...words)).code, 2, words.join(" "));
  }
  assert.deepEqual(host.api.asked, []);
});

Deno.test("audit verify asks the control host, waits, and says what it has found", async () => {
  const host = new FakeHost();
  const { code, out } = await host.run("audit", "verify");
  assert.deepEqual([code, out.split("\n")], [0, [
    "audit trail: 3 rows from 1 on, 0 anchors",
    `  ends at audit:3:${HASH}`,
    "Everything is as it was written.",
    "",
  ]]);
  host.api.audit.ending = { state: "broken", chains: [BROKEN], reason: null };
  const broken = await host.run("audit", "verify");
  assert.equal(broken.code, 1);
  assert.equal(
    broken.err,
    "The audit trail is broken at row 2 (changed): Row 2 is not what was written: its hash does not fit.\n",
  );
  const json = await host.run("audit", "verify", "--json");
  assert.deepEqual([json.code, JSON.parse(json.out)], [1, [BROKEN]]);
  host.api.audit.ending = { state: "failed", chains: [], reason: "The disk is away." };
  const failed = await host.run("audit", "verify");
  assert.deepEqual([failed.code, failed.err], [
    1,
    "It could not be examined: The disk is away.\n",
  ]);
});

Deno.test("audit verify --data-dir looks into the folder itself, and compares a head", async () => {
  const host = new FakeHost();
  host.terminal = true;
  const head = `commands:12:${HASH}`;
  const { code, out } = await host.run("audit", "verify", "--data-dir", "d", "--head", head);
  assert.equal(code, 0);
  assert.match(out, /Examining 3 of 3 rows/);
  const { opened, closed } = host.api.audit;
  assert.deepEqual(opened, [["d", [{ chain: "commands", sequence: 12, hash: HASH }]]]);
  assert.deepEqual([closed, host.api.asked], [1, []]);
});

Deno.test("audit verify wants a head as it was shown, and a folder to compare it with", async () => {
  const host = new FakeHost();
  const without = await host.run("audit", "verify", "--head", `audit:1:${HASH}`);
  const bad = await host.run("audit", "verify", "--data-dir", "d", "--head", "audit:1:xyz");
  assert.deepEqual([without.code, bad.code, host.api.asked], [2, 2, []]);
});

Deno.test("audit list calls those without a token by Korean names, and finds them by these", async () => {
  const host = new FakeHost();
  host.env.SIGNALBOX_LANG = "ko";
  const nobody = { who: "system", tokenId: null, address: "local" } as const;
  const subject = { kind: "host", key: "host", name: "control host" } as const;
  host.api.audit.entries.push(
    { ...ENTRY, ...nobody, kind: "host.started", subject },
    { ...ENTRY, who: "system" },
  );
  const { out } = await host.run("audit", "list", "--who", "제어 호스트");
  assert.match(out, /제어 호스트 +로컬 +host\.started +제어 호스트$/m);
  assert.match(out, / system +10\.0\.0\.7 +preset\.changed +Morning$/m);
  assert.equal(host.api.asked[0]?.query.get("who"), "system");
});

Deno.test("audit heads shows where the chains end, in Korean as in English", async () => {
  const host = new FakeHost();
  assert.equal((await host.run("audit", "heads")).out, `audit:3:${HASH}\n`);
  host.env.SIGNALBOX_LANG = "ko";
  host.api.audit.ending = { state: "broken", chains: [BROKEN], reason: null };
  const { err } = await host.run("audit", "verify");
  assert.match(err, /훼손되었습니다\(변경됨\): .*[가-힣]/);
});
