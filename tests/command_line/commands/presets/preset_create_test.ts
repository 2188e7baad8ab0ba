import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";
import { presetBody } from "../../fakes/samples.ts";

function stage(): FakeHost {
  const host = new FakeHost();
  host.api.add("Display_01");
  host.api.add("로비");
  return host;
}

Deno.test("preset create gives each display its command line", async () => {
  const host = stage();
  host.api.groups.push({
    id: 1,
    name: "Lobby",
    description: "",
    displayIds: [],
    createdAt: "2026-03-01T09:30:00.000Z",
    version: 1,
    updatedAt: "2026-03-01T09:30:00.000Z",
    updatedBy: "console",
  });
  const on = ["--on", "display_01=a.exe --x=1", "--on", "로비= b.exe "];
  const more = ["--barrier", "--group", "lobby", "--description", "nights"];
  const { code, out } = await host.run("preset", "create", "Morning", ...on, ...more);
  assert.deepEqual([code, out], [0, 'Preset 1 "Morning" was created for 2 display(s).\n']);
  assert.deepEqual(host.api.asked.at(-1)?.body, {
    name: "Morning",
    barrier: true,
    description: "nights",
    groupId: 1,
    commands: [
      { displayId: 1, command: "a.exe --x=1" },
      { displayId: 2, command: "b.exe" },
    ],
  });
});

Deno.test("preset create gives each display its offset, in any order of the options", async () => {
  const host = stage();
  const on = ["--on", "1=a.exe", "--on", "로비=b.exe", "--offset", "로비=2500ms"];
  const { code } = await host.run("preset", "create", "Wake", ...on, "--offset", "display_01=10m");
  assert.equal(code, 0);
  assert.deepEqual(host.api.asked.at(-1)?.body.commands, [
    { displayId: 1, command: "a.exe", offsetMs: 600_000 },
    { displayId: 2, command: "b.exe", offsetMs: 2_500 },
  ]);
});

Deno.test("preset create refuses an offset of no duration, too long a one, and of a display without a command", async () => {
  const host = stage();
  const faults: readonly (readonly [string, RegExp])[] = [
    ["Display_01", /--offset must be <display>=<duration>, got "Display_01"/],
    ["Display_01=2", /--offset: must be a number with ms/],
    ["Display_01=11m", /--offset: must be .*10m/],
    ["로비=2s", /--offset names the display 로비, and no --on does/],
  ];
  for (const [offset, told] of faults) {
    const typed = ["--on", "1=a.exe", "--offset", offset];
    const { code, err } = await host.run("preset", "create", "Wake", ...typed);
    assert.equal(code, 2, offset);
    assert.match(err, told);
  }
  assert.equal(host.api.presets.length, 0);
});

Deno.test("preset create tells the nearest name of an unknown display, and creates nothing", async () => {
  const host = stage();
  const { code, err } = await host.run("preset", "create", "M", "--on", "Dislay_01=a");
  assert.equal(code, 1);
  assert.equal(
    err,
    'There is no display "Dislay_01". Did you mean "Display_01"?\n' +
      "See what is there: signalbox list displays\n",
  );
  assert.equal(host.api.presets.length, 0);
});

Deno.test("preset create refuses half a pair, and a display named twice", async () => {
  const host = stage();
  for (const half of ["Display_01", "=a", "Display_01=", " = a"]) {
    const { code, err } = await host.run("preset", "create", "M", "--on", half);
    assert.equal(code, 2);
    assert.match(err, /--on must be <display>=<command line>/);
  }
  const twice = await host.run("preset", "create", "M", "--on", "1=a", "--on", "Display_01=b");
  assert.equal(twice.code, 2);
  assert.match(twice.err, /names the display Display_01 twice/);
});

Deno.test("preset delete and group delete remove what they name", async () => {
  const host = stage();
  host.api.presets.push(presetBody(1, "Morning", [1]));
  const preset = await host.run("preset", "delete", "morning");
  assert.deepEqual(preset, { code: 0, out: '"Morning" was deleted.\n', err: "" });
  assert.equal(host.api.presets.length, 0);
  await host.run("group", "create", "Lobby", "1");
  assert.equal((await host.run("group", "delete", "Lobby", "--json")).out, "");
  assert.equal(host.api.groups.length, 0);
  assert.equal((await host.run("group", "delete", "Lobby")).code, 1);
});

Deno.test("group create takes each display once", async () => {
  const host = stage();
  const { code, out } = await host.run("group", "create", "Lobby", "1", "로비", "Display_01");
  assert.deepEqual([code, out], [0, 'Group 1 "Lobby" was created with 2 display(s).\n']);
  assert.deepEqual(host.api.asked.at(-1)?.body, { name: "Lobby", displayIds: [1, 2] });
});
