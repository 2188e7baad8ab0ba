import assert from "node:assert/strict";
import type { PresenceNote, Strip } from "../../../protocols/api/presence.ts";
import { widthOf } from "../../../command_line/terminal/console.ts";
import { FakeHost } from "../fakes/fake_host.ts";
import { syncHostBody, TIME, wallBody } from "../fakes/samples.ts";

const HOUR_MS = 3_600_000;

/** A moment so many hours before {@link TIME}. */
const before = (hours: number) => new Date(Date.parse(TIME) - hours * HOUR_MS).toISOString();

function note(id: number, hours: number, to: string, different: Partial<PresenceNote> = {}) {
  const at = before(hours);
  return {
    id,
    at,
    kind: "liveness",
    from: null,
    to,
    heldMs: null,
    reason: "",
    ...different,
  } as const;
}

function stage(): FakeHost {
  const host = new FakeHost();
  host.api.add("Left");
  host.api.cameras.add("Entrance");
  host.api.nodes.add("client123", ["3node0"]);
  host.api.syncHosts.push(syncHostBody(1, { name: "Hall left" }));
  host.api.walls.push(wallBody("Hall"));
  host.api.past.histories.set("/displays/id:1", [
    note(3, 1, "online", { from: "offline", heldMs: 125_000, reason: "Heard in time." }),
    note(2, 2, "offline", { from: "online", heldMs: 90_000, reason: "No\u001b[2J sign." }),
    note(1, 30, "online"),
  ]);
  return host;
}

Deno.test("history tells line by line when a member was there, and why not", async () => {
  const { code, out } = await stage().run("history", "Left");
  assert.equal(code, 0);
  assert.equal(
    out,
    "When (Asia/Seoul)    State      Before            Why\n" +
      "2026-03-01 17:30:00  ● online   offline, 2 m 5 s  Heard in time.\n" +
      "2026-03-01 16:30:00  ✘ offline  online, 1 m 30 s  No [2J sign.\n" +
      "2026-02-28 12:30:00  ● online\n",
  );
});

Deno.test("history goes back no further than --since, and no deeper than --limit", async () => {
  const host = stage();
  const { out } = await host.run("history", "Left", "--since", "24h");
  assert.equal(out.split("\n").length, 4);
  const cut = await host.run("history", "Left", "--limit", "2");
  assert.equal(cut.err, "Only the first 2 are shown; ask for more with --limit.\n");
  // What is not shown is older than what was asked for.
  assert.equal((await host.run("history", "Left", "--limit", "2", "--since", "90m")).err, "");
  assert.equal((await host.run("history", "Left", "--since", "1m")).out, "No changes like that.\n");
  assert.equal((await host.run("history", "Entrance")).out, "No changes yet.\n");
});

Deno.test("history keeps each moment in one line, however narrow the terminal is", async () => {
  const host = stage();
  Object.assign(host, { terminal: true, columns: 60 });
  host.env.NO_COLOR = "1";
  const reason = "It has been silent for longer than its rhythm allows, and nobody knows why.";
  host.api.past.histories.set("/displays/id:1", [
    note(1, 1, "never_seen", { from: "offline", heldMs: 125_000, reason }),
  ]);
  const { out } = await host.run("history", "Left");
  assert.match(out, /^2026-03-01 17:30:00 /m);
  for (const line of out.split("\n")) assert.ok(widthOf(line) <= 60, line);
});

Deno.test("history --json is the API's own lines", async () => {
  const { out } = await stage().run("history", "Left", "--json");
  assert.deepEqual(JSON.parse(out).map(({ id }: { id: number }) => id), [3, 2, 1]);
});

Deno.test("history asks each kind where its history is", async () => {
  const host = stage();
  for (const name of ["client123", "client123/3node0", "Entrance", "Hall left", "wall:Hall"]) {
    assert.equal((await host.run("history", name)).code, 0, name);
  }
  const paths = host.api.asked.map(({ path }) => path).filter((path) =>
    /history|changes/.test(path)
  );
  assert.deepEqual(paths, [
    "/nodes/client123/history",
    "/nodes/client123/containers/3node0/changes",
    "/cameras/id:1/history",
    "/sync-hosts/id:1/history",
    "/walls/Hall/history",
  ]);
});

Deno.test("history of a wall tells how long each verdict held, whose fault it was, and what was written", async () => {
  const host = stage();
  const culprit = (name: string) => ({ host: name, hostId: null, condition: "error", reason: "x" });
  const noted = { id: 1, entryId: 2, at: TIME, by: "Kim", text: "Reseated the cable." };
  host.api.past.histories.set("/walls/Hall", [
    {
      id: 2,
      at: before(1),
      until: null,
      verdict: "synced",
      reason: "",
      culprits: [],
      notes: [noted],
    },
    {
      id: 1,
      at: before(3),
      until: before(1),
      verdict: "degraded",
      reason: "Not all.",
      culprits: [culprit("A"), culprit("B")],
      notes: [],
    },
  ]);
  const { out } = await host.run("history", "wall:Hall");
  assert.match(out, /17:30:00 +✔ synced +for 1 h 0 m now +Kim: Reseated the cable\.$/m);
  assert.match(out, /15:30:00 +◐ degraded +for 2 h 0 m +Not all\. · error: A, B$/m);
});

const UNCLEAR: readonly (readonly [words: string[], said: RegExp])[] = [
  [[], /^Name a member, or say --all\.$/m],
  [["Left", "--all"], /^Name a member, or say --all\.$/m],
  [["Left", "--since", "32d"], /--since: must be a duration from 1s to 31d/],
  [["--all", "--since", "5m"], /--since: must be a duration from 1h to 31d/],
  [["--kind", "dsplay"], /--kind: .* Did you mean display\?/],
];

for (const [words, said] of UNCLEAR) {
  Deno.test(`history cannot be understood as: history ${words.join(" ")}`, async () => {
    const { code, err } = await stage().run("history", ...words);
    assert.equal(code, 2);
    assert.match(err, said);
  });
}

Deno.test("history sends whoever asks for a machine's to its members", async () => {
  const host = stage();
  const machine = { address: "192.0.2.7", liveness: "online", members: [], total: 0 } as const;
  host.api.past.machines.push({ ...machine, members: [] });
  const { code, err } = await host.run("history", "192.0.2.7");
  assert.equal(code, 2);
  assert.match(err, /no history of its own: show machine:192\.0\.2\.7 lists whom/);
});

const LEFT: Strip = {
  key: "1",
  name: "Left",
  segments: [
    { at: before(24), state: "online", health: null },
    { at: before(6), state: "offline", health: null },
    { at: before(5), state: "online", health: null },
  ],
};

Deno.test("history --all draws a row of signs for each member, which needs no colour", async () => {
  const host = stage();
  host.api.past.strips.set("display", [LEFT, { key: "2", name: "Right", segments: [] }]);
  host.columns = 50;
  const { code, out } = await host.run("history", "--all", "--kind", "display");
  assert.equal(code, 0);
  // 24 cells: one an hour.
  assert.equal(
    out,
    "Name           24 h ago             now  Online\n" +
      `display Left   ${"█".repeat(18)}✘${"█".repeat(5)}  95.8 %\n` +
      `display Right  ${"·".repeat(24)}  -\n` +
      "█ online  ▒ stale  ✘ offline  ○ never seen  · unknown\n",
  );
  assert.equal(host.api.asked.at(-1)?.query.get("hours"), "24");
});

Deno.test("history --all asks for every kind, and fits the terminal in Korean too", async () => {
  const host = stage();
  host.env.SIGNALBOX_LANG = "ko";
  Object.assign(host, { terminal: true, columns: 80 });
  for (const kind of ["display", "camera"]) host.api.past.strips.set(kind, [LEFT]);
  host.api.past.strips.set("container", [{ ...LEFT, key: "client123/3node0", name: "3node0" }]);
  const { out } = await host.run("history", "--all", "--since", "7d");
  const kinds = host.api.asked.map(({ query }) => query.get("kind"));
  assert.deepEqual(kinds, ["display", "node", "container", "syncHost", "camera"]);
  assert.match(out, /7일 전 +지금/);
  assert.match(out, /node client123\/3node0/);
  assert.ok(out.includes("\u001b[32m█"));
  for (const line of out.split("\n")) assert.ok(widthOf(line) <= 80, line);
});

Deno.test("history --all stops at --limit, and prints JSON for programs", async () => {
  const host = stage();
  host.api.past.strips.set("display", [LEFT, LEFT, LEFT]);
  const { out, err } = await host.run("history", "--kind", "display", "--limit", "2", "--json");
  const [{ kind, from, to, items }] = JSON.parse(out);
  assert.deepEqual([kind, from, to, items.length], ["display", before(24), TIME, 2]);
  assert.match(err, /Only the first 2/);
  assert.equal((await stage().run("history", "--all")).out, "No changes yet.\n");
});
