import assert from "node:assert/strict";
import { loadFile as load } from "../fakes/load_file.ts";

async function problems(file: string, language = "en"): Promise<readonly string[]> {
  const outcome = await load(file, language);
  return outcome.ok ? assert.fail("the settings were taken") : outcome.problems;
}

const GOOD = `
syncHosts:
  - name: Left
    claimed: 10.0.0.31
  - { name: Right, peer: 10.0.0.32, poll: { address: 10.0.0.32 } }
walls:
  - name: 메인 월
    hosts: [left, RIGHT, 10.0.0.33]
`;

Deno.test("loadSettings() takes the lists of a config file, with their defaults and places", async () => {
  const outcome = await load(GOOD);
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.settings.syncHosts, [
    { name: "Left", claimed: "10.0.0.31" },
    {
      name: "Right",
      peer: "10.0.0.32",
      poll: { address: "10.0.0.32", port: 8080, intervalMs: 5_000 },
    },
  ]);
  assert.deepEqual(outcome.settings.walls, [
    { name: "메인 월", hosts: ["left", "RIGHT", "10.0.0.33"] },
  ]);
  assert.deepEqual(outcome.sources.walls, { kind: "file", place: "s.yaml:6:1" });
});

Deno.test("loadSettings() leaves lists out that no file names", async () => {
  const outcome = await load("logLevel: info\n");
  assert.ok(outcome.ok);
  assert.deepEqual([outcome.settings.syncHosts, outcome.sources.walls], [undefined, undefined]);
});

const host = (rest: string) => `syncHosts:\n  - { name: A, claimed: 10.0.0.1 }\n  - ${rest}\n`;
const wall = (hosts: string) =>
  `${host("{ name: Right, peer: 10.0.0.2 }")}walls:\n  - name: W\n    ${hosts}\n`;

const BAD: readonly (readonly [why: string, file: string, problem: RegExp])[] = [
  [
    "an unknown key",
    host("{ name: B, pere: 10.0.0.2 }"),
    /^s\.yaml:3:22: syncHosts\.1\.pere: .*"pere"/,
  ],
  ["no address", host("{ name: B }"), /^s\.yaml:3:5: syncHosts\.1: .*claimed, peer or poll/],
  [
    "an address that is none",
    host("{ name: B, claimed: 10.0.0.300 }"),
    /^s\.yaml:3:25: syncHosts\.1\.claimed: .*IPv4/,
  ],
  [
    "a name twice",
    host("{ name: a, peer: 10.0.0.2 }"),
    /^s\.yaml:3:13: syncHosts\.1\.name: "a" is there twice/,
  ],
  [
    "addresses twice",
    host("{ name: B, claimed: 10.0.0.1 }"),
    /^s\.yaml:3:5: syncHosts\.1: .*"A" already/,
  ],
  [
    "a hasty poll",
    host("{ name: B, poll: { address: b, intervalMs: 100 } }"),
    /^s\.yaml:3:48: syncHosts\.1\.poll\.intervalMs: .*5000/,
  ],
  ["no list", "syncHosts: yes\n", /^s\.yaml:1:12: syncHosts: .*array/],
  ["a wall of nobody", wall("hosts: []"), /^s\.yaml:6:12: walls\.0\.hosts: /],
  [
    "a wall of a stranger",
    wall("hosts: [A, Rihgt]"),
    /^s\.yaml:6:16: walls\.0\.hosts\.1: "Rihgt" is neither .*Did you mean Right\?$/,
  ],
  [
    "a host twice in a wall",
    wall("hosts: [A, a]"),
    /^s\.yaml:6:16: walls\.0\.hosts\.1: "a" is there twice/,
  ],
  ["a wall without hosts", wall("host: [A]"), /^s\.yaml:5:5: walls\.0\.hosts: /],
  [
    "lists with a mistyped name",
    "synchosts: []\n",
    /^s\.yaml:1:1: synchosts: .*Did you mean syncHosts\?$/,
  ],
];

for (const [why, file, problem] of BAD) {
  Deno.test(`loadSettings() says where a list has ${why}`, async () => {
    assert.match((await problems(file))[0] ?? "", problem);
  });
}

Deno.test("loadSettings() words the faults of lists in Korean, too", async () => {
  const [line = ""] = await problems(host("{ name: B, claimed: 7 }"), "ko");
  assert.match(line, /^s\.yaml:3:25: syncHosts\.1\.claimed: .*[가-힣]/);
});

Deno.test("loadSettings() tells ten faults of a list at most", async () => {
  const lines = Array.from({ length: 50 }, () => "  - {}").join("\n");
  assert.equal((await problems(`walls:\n${lines}\n`)).length, 10);
});

Deno.test("loadSettings() takes no list whose aliases multiply without end", async () => {
  const levels = Array.from(
    { length: 9 },
    (_, n) => `  - &a${n + 1} [${Array(10).fill(`*a${n}`).join(", ")}]`,
  );
  const file = `walls:\n  - &a0 [x]\n${levels.join("\n")}\n`;
  assert.match((await problems(file))[0] ?? "", /^s\.yaml:\d+:\d+: walls: /);
});
