import assert from "node:assert/strict";
import type { Alert } from "../../../../protocols/api/alert.ts";
import { FakeHost, NOW } from "../../fakes/fake_host.ts";
import { alertBody } from "../../fakes/samples.ts";

const at = (msAgo: number) => new Date(NOW - msAgo).toISOString();

const ALERT = alertBody({ subject: { kind: "node", key: "HOST-1", name: "rack\u001b[2J" } });

function hostWith(...alerts: Alert[]): FakeHost {
  const host = new FakeHost();
  host.api.alerts.alerts.push(...alerts);
  return host;
}

Deno.test("list alerts shows what is not resolved, without escapes, and all with --all", async () => {
  const host = hostWith(ALERT, { ...ALERT, id: 13, state: "resolved", resolvedAt: at(1) });
  const { code, out } = await host.run("list", "alerts");
  assert.equal(code, 0);
  assert.match(out, /12 +critical +open +offline +node rack \[2J +2 m 5 s ago/);
  assert.ok(!out.includes("\u001b") && !out.includes("resolved"));
  assert.match((await host.run("list", "alerts", "--all")).out, /13 .*resolved/);
  assert.equal((await host.run("list", "alerts", "--rule", "oflfine")).code, 2);
  host.env.SIGNALBOX_LANG = "ko";
  assert.match((await host.run("list", "alerts")).out, / 노드 호스트 rack \[2J +2분 5초 전/);
});

Deno.test("alert ack says whom it takes on, and passes the note", async () => {
  const host = hostWith(ALERT);
  const { code, out } = await host.run("alert", "ack", "12", "--note", "On my way");
  assert.deepEqual([code, out], [0, "Alert 12 (rack [2J) is acknowledged.\n"]);
  assert.deepEqual(host.api.asked.at(-1)?.body, { note: "On my way" });
});

Deno.test("alert snooze takes a duration, and 0s ends it", async () => {
  const host = hostWith(ALERT);
  const { out } = await host.run("alert", "snooze", "12", "8h");
  assert.match(out, /^Nobody is told of alert 12/);
  assert.deepEqual(host.api.asked.at(-1)?.body, { forMs: 8 * 3_600_000 });
  assert.match((await host.run("alert", "snooze", "12", "0s")).out, /again\.\n$/);
  assert.equal((await host.run("alert", "snooze", "12", "40d")).code, 2);
  assert.equal((await host.run("alert", "snooze", "twelve", "1h")).code, 2);
});

Deno.test("maintenance begin, list and end", async () => {
  const host = new FakeHost();
  host.api.add("Left");
  host.api.nodes.add("HOST-1", ["3node0"]);
  await host.run("group", "create", "Lobby", "Left");
  const begun = await host.run(
    "maintenance",
    "begin",
    "2h",
    "--group",
    "Lobby",
    "--subject",
    "node/HOST-1",
  );
  assert.deepEqual([begun.code, begun.out.startsWith("Maintenance window 3: ")], [0, true]);
  const { body } = host.api.asked.at(-1) ?? {};
  assert.deepEqual(body?.subjects, [{ kind: "node", key: "HOST-1" }]);
  assert.equal(body?.until, new Date(NOW + 7_200_000).toISOString());
  assert.match((await host.run("maintenance", "list")).out, /3 +active +Lobby, node\/HOST-1/);
  const ended = await host.run("maintenance", "end", "3");
  assert.deepEqual([ended.code, ended.out], [0, "Maintenance window 3 is removed.\n"]);
});

Deno.test("maintenance begin asks for whom, and what a subject looks like", async () => {
  const host = new FakeHost();
  const nobody = await host.run("maintenance", "begin", "2h");
  assert.deepEqual([nobody.code, /--everything/.test(nobody.err)], [2, true]);
  const wrong = await host.run("maintenance", "begin", "2h", "--subject", "HOST-1");
  assert.deepEqual([wrong.code, /display\/7/.test(wrong.err)], [2, true]);
  assert.equal(host.api.asked.length, 0);
});

Deno.test("maintenance begin finds members by what people call them, and refuses who is not there", async () => {
  const host = new FakeHost();
  host.api.add("Hall-1");
  host.api.nodes.add("HOST-1", ["3node0"]);
  const subjects = ["display/hall-1", "container/host-1/3node0", "machine/192.0.2.7"]
    .flatMap((each) => ["--subject", each]);
  await host.run("maintenance", "begin", "2h", ...subjects);
  assert.deepEqual(host.api.asked.at(-1)?.body.subjects, [
    { kind: "display", key: "1" },
    { kind: "container", key: "HOST-1/3node0" },
    { kind: "machine", key: "192.0.2.7" },
  ]);
  const wrong = {
    "display/Hall-2": /no display "Hall-2"\. Did you mean "Hall-1"\?/,
    "node/HOST-2": /no node "HOST-2"\. Did you mean "HOST-1"\?/,
    "container/HOST-1/3node": /no container "3node"\. Did you mean "3node0"\?/,
    "wall/Hall": /no wall "Hall"/,
    "syncHost/Left": /no sync host "Left"/,
  };
  for (const [subject, said] of Object.entries(wrong)) {
    const { code, err } = await host.run("maintenance", "begin", "2h", "--subject", subject);
    assert.deepEqual([code, said.test(err)], [1, true], err);
  }
  assert.equal((await host.run("maintenance", "begin", "2h", "--group", "Loby")).code, 1);
  const made = host.api.asked.filter(({ method }) => method === "POST");
  assert.equal(made.length, 1);
});

Deno.test("alert show tells what an alert is about, and what happened to it", async () => {
  const host = hostWith({ ...ALERT, rootId: 7, flaps: 2 });
  const kim = { at: at(5_000), kind: "acknowledged", by: "Kim\u202e", note: "On my way" } as const;
  host.api.alerts.steps.push({ at: at(125_000), kind: "opened", by: null, note: "" }, kim);
  const { code, out } = await host.run("alert", "show", "12");
  assert.equal(code, 0);
  assert.equal(
    out,
    "Alert       12\nState       open\nSeverity    critical\nWhat        offline\n" +
      "Who         node rack [2J\nWhy         It is offline.\n" +
      "Opened      2026-03-01 18:27 Asia/Seoul (2 m 5 s ago)\n" +
      "Because of  alert 7\nBelow       8\nCame back   2\n\n" +
      "When (Asia/Seoul)    What          Who   Note\n" +
      "2026-03-01 18:27:55  opened        -\n" +
      "2026-03-01 18:29:55  acknowledged  Kim   On my way\n",
  );
  assert.equal(JSON.parse((await host.run("alert", "show", "12", "--json")).out).steps.length, 2);
  host.env.SIGNALBOX_LANG = "ko";
  assert.match((await host.run("alert", "show", "12")).out, /18:29:55 +확인 +Kim +On my way$/m);
  assert.equal((await host.run("alert", "show", "x")).code, 2);
});
