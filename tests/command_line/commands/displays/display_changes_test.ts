import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";

/** Two displays. */
function stage(): FakeHost {
  const host = new FakeHost();
  host.api.add("Wall L2");
  host.api.add("PC-17");
  return host;
}

const changes = (host: FakeHost) => host.api.asked.filter(({ method }) => method !== "GET");

Deno.test("display add hands on what was typed, and nothing that was not", async () => {
  const host = stage();
  const { code, out } = await host.run("display", "add", "Wall R1");
  assert.deepEqual([code, out], [
    0,
    'Display 3 "Wall R1" was added. It is shown as never seen until its device comes.\n',
  ]);
  const facts = ["--mac", "02-00-5e-00-53-01", "--address", "2001:db8::7", "--port", "8082"];
  const aliases = ["--alias", "PC-18", "--alias", "PC-19"];
  const json = await host.run("display", "add", "Wall R2", ...facts, ...aliases, "--json");
  assert.equal(JSON.parse(json.out).name, "Wall R2");
  assert.deepEqual(changes(host).map(({ path, body }) => [path, body]), [
    ["/displays", { name: "Wall R1" }],
    ["/displays", {
      name: "Wall R2",
      aliases: ["PC-18", "PC-19"],
      macAddress: "02:00:5E:00:53:01",
      address: "2001:db8::7",
      port: 8082,
    }],
  ]);
});

const MISFITS: readonly (readonly [option: string, value: string, said: RegExp])[] = [
  ["--mac", "ff:ff:ff:ff:ff:ff", /^--mac: must be the MAC address of one network card.*ff:ff/],
  ["--address", "192.0.2.300", /^--address: must be an IPv4 or IPv6 address.*192\.0\.2\.300/],
  ["--port", "70000", /^--port: must be a whole number from 1 to 65535, got "70000"/],
];

for (const [option, value, said] of MISFITS) {
  Deno.test(`display add refuses ${option} ${value} before anything is asked`, async () => {
    const host = stage();
    const { code, err } = await host.run("display", "add", "Wall R1", option, value);
    assert.equal(code, 2);
    assert.match(err, said);
    assert.equal(host.api.asked.length, 0);
  });
}

Deno.test("display rename says every name that leads to it from now on", async () => {
  const host = stage();
  const { code, out } = await host.run("display", "rename", "wall l2", "North wall");
  assert.deepEqual([code, out], [
    0,
    '"Wall L2" is called "North wall" from now on.\n' +
    'Names that lead to "North wall": North wall, Wall L2.\n',
  ]);
  const [sent] = changes(host);
  assert.deepEqual([sent?.method, sent?.path, sent?.body], [
    "PATCH",
    "/displays/id:1",
    { name: "North wall" },
  ]);
});

Deno.test("display alias adds all names at once, and prints the display as JSON", async () => {
  const host = stage();
  const { out } = await host.run("display", "alias", "PC-17", "Left", "Right");
  assert.equal(out, 'Names that lead to "PC-17": PC-17, Left, Right.\n');
  assert.deepEqual(changes(host)[0]?.body, { aliases: ["Left", "Right"] });
  const json = await host.run("display", "alias", "2", "Middle", "--json");
  assert.deepEqual(JSON.parse(json.out).aliases, ["PC-17", "Left", "Right", "Middle"]);
});

Deno.test("display merge needs --yes where nobody can be asked, and names both by number", async () => {
  const host = stage();
  const typed = ["display", "merge", "PC-17", "--into", "Wall L2"];
  const refused = await host.run(...typed);
  assert.deepEqual([refused.code, refused.err], [
    2,
    "display merge cannot be taken back: add --yes.\n",
  ]);
  assert.deepEqual(changes(host), []);
  const { code, out } = await host.run(...typed, "--yes");
  assert.deepEqual([code, out], [0, '"PC-17" is a name of "Wall L2" from now on.\n']);
  const [sent] = changes(host);
  assert.deepEqual([sent?.path, sent?.body], ["/displays/id:2/merge", { into: "id:1" }]);
  assert.deepEqual(host.api.displays.map(({ name }) => name), ["Wall L2"]);
});

Deno.test("display merge asks the person at the terminal for the name of the one that goes", async () => {
  const host = stage();
  host.terminal = host.inputTerminal = true;
  host.keyboard.lines.push("Wall L2");
  const typed = ["display", "merge", "2", "--into", "1"];
  const refused = await host.run(...typed);
  assert.deepEqual([refused.code, refused.err], [1, "Nothing was done.\n"]);
  assert.deepEqual(changes(host), []);
  host.keyboard.lines.push("PC-17");
  const { code, out } = await host.run(...typed);
  assert.equal(code, 0);
  assert.match(out, /goes for good.*\ndisplay merge for PC-17\. Type PC-17 to go on: PC-17\n/);
});

Deno.test("display merge and forget tell the nearest name, and change nothing", async () => {
  const host = stage();
  const typed = [
    ["merge", "PC-71", "--into", "1", "--yes"],
    ["merge", "1", "--into", "PC-71", "--yes"],
    ["forget", "PC-71"],
    ["rename", "PC-71", "x"],
    ["alias", "PC-71", "x"],
  ];
  for (const words of typed) {
    const { code, err } = await host.run("display", ...words);
    assert.equal(code, 1, words.join(" "));
    assert.match(err, /no display "PC-71"\. Did you mean "PC-17"\?\n.*list displays\n$/);
  }
  assert.deepEqual(changes(host), []);
});

Deno.test("display forget takes the display away, by force only when told to", async () => {
  const host = stage();
  const { code, out } = await host.run("display", "forget", "PC-17");
  assert.deepEqual([code, out], [
    0,
    '"PC-17" was forgotten. When its device registers again, it comes as a new display.\n',
  ]);
  const forced = await host.run("display", "forget", "1", "--force", "--json");
  assert.deepEqual(JSON.parse(forced.out), { id: 1, name: "Wall L2" });
  assert.deepEqual(changes(host).map(({ path, query }) => [path, query.get("force")]), [
    ["/displays/id:2", null],
    ["/displays/id:1", "true"],
  ]);
});

Deno.test("changes of displays are told in Korean as well", async () => {
  const host = stage();
  host.locale = "ko-KR";
  assert.match((await host.run("display", "add", "북쪽")).out, /북쪽.*추가했습니다/);
  assert.match((await host.run("display", "rename", "북쪽", "남쪽")).out, /이름은 "남쪽"입니다/);
  const merged = await host.run("display", "merge", "남쪽", "--into", "1");
  assert.match(merged.err, /되돌릴 수 없습니다/);
  assert.match((await host.run("display", "forget", "남쪽")).out, /지웠습니다/);
});
