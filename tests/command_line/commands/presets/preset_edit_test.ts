import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";

/** Three displays, a group, and a preset of two of the displays. */
async function stage(): Promise<FakeHost> {
  const host = new FakeHost();
  for (const name of ["Left", "Middle", "Right"]) host.api.add(name);
  await host.run("group", "create", "Lobby", "Left");
  const on = ["--on", "Left=a.exe", "--on", "Middle=b.exe", "--offset", "Middle=2s"];
  await host.run("preset", "create", "Morning", ...on, "--offset", "Left=0ms", "--barrier");
  host.api.asked.length = 0;
  return host;
}

const puts = (host: FakeHost) => host.api.asked.filter(({ method }) => method === "PUT");
const MORNING = { name: "Morning", description: "", barrier: true, groupId: null };
const LEFT = { displayId: 1, command: "a.exe", offsetMs: 0 };
const MIDDLE = { displayId: 2, command: "b.exe", offsetMs: 2_000 };

const EDITS: readonly (readonly [words: string[], different: object])[] = [
  [["--name", "Evening"], { name: "Evening" }],
  [["--description", "nights"], { description: "nights" }],
  [["--no-barrier"], { barrier: false }],
  [["--group", "lobby"], { groupId: 1 }],
  [["--off", "Left"], { commands: [MIDDLE] }],
  [["--on", "middle=c.exe --x=1"], {
    commands: [LEFT, { ...MIDDLE, command: "c.exe --x=1" }],
  }],
  [["--on", "Right=c.exe", "--offset", "3=10m", "--offset", "Left=1s"], {
    commands: [
      { ...LEFT, offsetMs: 1_000 },
      MIDDLE,
      { displayId: 3, command: "c.exe", offsetMs: 600_000 },
    ],
  }],
];

for (const [words, different] of EDITS) {
  Deno.test(`preset edit changes this and nothing else: ${words.join(" ")}`, async () => {
    const host = await stage();
    const { code, err } = await host.run("preset", "edit", "morning", ...words);
    assert.deepEqual([code, err], [0, ""]);
    const [sent] = puts(host);
    assert.deepEqual([sent?.path, sent?.headers.get("if-match"), sent?.body], [
      "/presets/1",
      '"1"',
      { ...MORNING, commands: [LEFT, MIDDLE], ...different },
    ]);
  });
}

Deno.test("preset edit takes the group away, and says what it has left", async () => {
  const host = await stage();
  await host.run("preset", "edit", "1", "--group", "Lobby");
  const { out } = await host.run("preset", "edit", "1", "--no-group", "--off", "2");
  assert.equal(out, 'Preset 1 "Morning" was changed: 1 display(s).\n');
  assert.deepEqual(puts(host).map(({ headers, body }) => [headers.get("if-match"), body.groupId]), [
    ['"1"', 1],
    ['"2"', null],
  ]);
  const { version } = JSON.parse(
    (await host.run("preset", "edit", "1", "--barrier", "--json")).out,
  );
  assert.equal(version, 4);
});

const MISFITS: readonly (readonly [words: string[], code: number, said: RegExp])[] = [
  [["Morning"], 2, /^Say what is to be different\.\n$/],
  [["Morning", "--on", "Right"], 2, /--on must be <display>=<command line>, got "Right"/],
  [["Morning", "--offset", "Right=1s"], 1, /--offset names the display Right, which is not in/],
  [["Morning", "--offset", "Left=11m"], 2, /--offset: must be a duration from 0ms to 10m/],
  [["Morning", "--off", "Right"], 1, /--off names the display Right, which is not in the preset/],
  [["Morning", "--on", "1=x", "--off", "Left"], 2, /--on and --off both name the display Left/],
  [["Morning", "--on", "1=x", "--on", "Left=y"], 2, /--on names the display Left twice/],
  [["Morning", "--off", "1", "--off", "2"], 1, /Nothing would be left.*preset delete 1\n$/],
  [["Morning", "--on", "Rihgt=x"], 1, /no display "Rihgt"\. Did you mean "Right"\?/],
  [["Morning", "--group", "Loby"], 1, /no group "Loby"\. Did you mean "Lobby"\?/],
  [["Mornign", "--barrier"], 1, /no preset "Mornign"\. Did you mean "Morning"\?/],
];

for (const [words, code, said] of MISFITS) {
  Deno.test(`preset edit changes nothing for: ${words.join(" ")}`, async () => {
    const host = await stage();
    const { code: answered, err } = await host.run("preset", "edit", ...words);
    assert.equal(answered, code);
    assert.match(err, said);
    assert.deepEqual(puts(host), []);
  });
}

Deno.test("preset show tells what each display does, and where it runs", async () => {
  const host = await stage();
  await host.run("preset", "edit", "1", "--group", "Lobby", "--description", "before nine");
  const [left = assert.fail(), middle = assert.fail()] = host.api.displays;
  left.currentPresetId = 1;
  middle.connected = false;
  host.now += 5_000;
  const { code, out } = await host.run("preset", "show", "Morning");
  assert.equal(code, 0);
  assert.equal(
    out,
    'Preset 1 "Morning"\nbefore nine\nGroup: Lobby\n' +
      "Sent to all targets together, or to none.\nLast run: never\nChanged: 5.0 s ago, by console\n" +
      "Target  Offset  Connected  Runs it  Command\n" +
      "Left    -       yes        yes      a.exe\n" +
      "Middle  2.0 s   no         no       b.exe\n",
  );
  const shown = JSON.parse((await host.run("preset", "show", "1", "--json")).out);
  assert.deepEqual([shown.name, shown.status.targets.length], ["Morning", 2]);
});

Deno.test("preset edit and show speak Korean", async () => {
  const host = await stage();
  host.locale = "ko-KR";
  assert.match((await host.run("preset", "edit", "Morning", "--off", "3")).err, /이 프리셋에 없/);
  assert.match((await host.run("preset", "edit", "Morning", "--no-barrier")).out, /고쳤습니다/);
  const { out } = await host.run("preset", "show", "Morning");
  assert.match(out, /^프리셋 1 "Morning"\n연결된 대상에만 보냅니다\.\n/);
  assert.match(out, /^Middle +2\.0.+ 예 +아니요 +b\.exe$/m);
});
