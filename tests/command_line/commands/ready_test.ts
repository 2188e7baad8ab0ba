import assert from "node:assert/strict";
import type { Ready } from "../../../protocols/api/ready.ts";
import { FakeHost, NOW } from "../fakes/fake_host.ts";
import { readyBody } from "../fakes/samples.ts";

const at = (msAgo: number) => new Date(NOW - msAgo).toISOString();

const BLOCKED: Partial<Ready> = {
  ready: false,
  state: "not_ready",
  since: at(125_000),
  blockers: [{
    kind: "display",
    key: "3",
    name: "Display_03",
    code: "offline",
    reason: { en: "It is offline.", ko: "오프라인입니다." },
    severity: "blocks",
    since: at(130_000),
    link: "/displays/3",
  }, {
    kind: "node",
    key: "HOST-1",
    name: "rack\u001b[2J",
    code: "syncing",
    reason: { en: "3 containers have not caught up with their chains.", ko: "컨테이너 3개" },
    severity: "warns",
    since: at(5_000),
    link: "/nodes/HOST-1",
  }],
  more: 4,
  counts: {
    display: { total: 8, ready: 7, blocking: 1, warning: 0, ignored: 0 },
    wall: { total: 0, ready: 0, blocking: 0, warning: 0, ignored: 0 },
    camera: { total: 2, ready: 1, blocking: 0, warning: 0, ignored: 1 },
    node: { total: 3, ready: 2, blocking: 0, warning: 1, ignored: 0 },
  },
};

Deno.test("ready says that the show can begin, with exit code 0", async () => {
  const host = new FakeHost();
  host.api.ready = readyBody({ since: at(3_000) });
  const { code, out } = await host.run("ready");
  assert.deepEqual([code, out], [0, "The show can begin (for 3.0 s).\n1 of 1 displays ready\n"]);
});

Deno.test("ready says what is in the way, since when and why, with exit code 1", async () => {
  const host = new FakeHost();
  host.api.ready = readyBody(BLOCKED);
  const { code, out } = await host.run("ready");
  const lines = out.split("\n");
  assert.equal(code, 1);
  assert.equal(lines[0], "The show cannot begin (for 2 m 5 s).");
  assert.match(out, /blocks +display +Display_03 +2 m 10 s ago +It is offline\./);
  assert.match(out, /warns +node +rack \[2J +5\.0 s ago +3 containers/);
  assert.deepEqual(lines.slice(-3), [
    "and 4 more",
    "7 of 8 displays ready; 1 of 2 cameras ready, 1 left out; 2 of 3 nodes ready",
    "",
  ]);
});

Deno.test("ready says that nobody knows yet, and how long the warm-up takes, with exit code 1", async () => {
  const host = new FakeHost();
  const unknown = { ready: false, state: "unknown" } as const;
  host.api.ready = readyBody({ ...unknown, warmUpUntil: at(-12_000) });
  const warming = await host.run("ready");
  assert.equal(warming.code, 1);
  assert.match(warming.out, /^Nobody knows yet .* just started.*12\.0 s left\./);
  host.api.ready = readyBody(unknown);
  assert.match((await host.run("ready")).out, /^Nobody knows yet whether the show can begin\.\n/);
});

Deno.test("ready --json prints the verdict as it came; the exit code is the same", async () => {
  const host = new FakeHost();
  host.api.ready = readyBody(BLOCKED);
  const { code, out } = await host.run("ready", "--json");
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(out), host.api.ready);
});

Deno.test("ready speaks Korean where the locale does, reasons included", async () => {
  const host = new FakeHost();
  host.env.SIGNALBOX_LANG = "ko";
  host.api.ready = readyBody(BLOCKED);
  const { code, out } = await host.run("ready");
  assert.equal(code, 1);
  assert.match(out, /^쇼를 시작할 수 없습니다/);
  assert.match(out, /막음 +디스플레이 +Display_03 .*오프라인입니다\./);
});

Deno.test("ready fails when the control host does not answer", async () => {
  const host = new FakeHost();
  host.api.unreachable = 1;
  const { code, err } = await host.run("ready");
  assert.equal(code, 1);
  assert.match(err, /cannot be reached/);
});
