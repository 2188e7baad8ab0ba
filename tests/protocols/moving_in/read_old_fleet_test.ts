import assert from "node:assert/strict";
import fc from "fast-check";
import { foldName } from "../../../actors/displays/name_index.ts";
import { Name } from "../../../protocols/api/scalars.ts";
import { DisplayDraft } from "../../../protocols/api/display.ts";
import { foldOldName, isUsableName } from "../../../protocols/moving_in/names.ts";
import type { OldCell, OldTables } from "../../../protocols/moving_in/old_tables.ts";
import { readOldFleet } from "../../../protocols/moving_in/read_old_fleet.ts";
import { NO_TABLES } from "../../command_line/fakes/fake_old_files.ts";

const client = (id: OldCell, name: OldCell, ip_address: OldCell = null) => ({
  id,
  name,
  ip_address,
  port: "8081",
});
const preset = (client_commands: OldCell, target_group_id: OldCell = null) => ({
  id: "1",
  name: "Opening",
  description: null,
  target_group_id,
  client_commands,
});
const site = (changes: Partial<OldTables>) => readOldFleet({ ...NO_TABLES, ...changes });
const reasons = ({ remarks }: ReturnType<typeof site>) =>
  remarks.map(({ table, row, reason }) => [table, row, reason]);

Deno.test("readOldFleet() takes rows whose names differ in letter case as one display, in the better spelling", () => {
  const fleet = site({
    clients: [client("1", "WALL-1"), client("2", "Wall-1", "192.0.2.1")],
    groups: [{ id: "1", name: "Hall", description: "" }],
    group_clients: [
      { id: "1", group_id: "1", client_id: "1" },
      { id: "2", group_id: "1", client_id: "2" },
    ],
  });
  assert.deepEqual(fleet.displays.map(({ name, address }) => [name, address]), [
    ["Wall-1", "192.0.2.1"],
  ]);
  assert.deepEqual(fleet.groups[0]?.members, [0]);
  assert.deepEqual(reasons(fleet), [["clients", "2", "sameDisplay"]]);
});

Deno.test("readOldFleet() leaves out clients without a usable id or name", () => {
  const fleet = site({
    clients: [
      client("x", "A"),
      client("1", null),
      client("2", { bad: "notUtf8" }),
      client("3", "a\u0000b"),
      client("4", "x".repeat(256)),
      client("5", "<img src=x onerror=alert(1)>"),
    ],
  });
  assert.deepEqual(fleet.displays.map(({ name }) => name), ["<img src=x onerror=alert(1)>"]);
  assert.equal(fleet.remarks.length, 5);
  assert.ok(fleet.remarks.every(({ detail }) => detail.length <= 61));
});

Deno.test("readOldFleet() follows renames of a display's own address, and no shared name", () => {
  const renamed = (ip_address: string, original_name: string, user_modified_name: string) => ({
    id: "1",
    ip_address,
    original_name,
    user_modified_name,
  });
  const fleet = site({
    clients: [client("1", "Stage", "192.0.2.1"), client("2", "Lobby", "192.0.2.2")],
    ip_name_history: [
      renamed("192.0.2.1", "PC-1", "Middle"),
      renamed("192.0.2.1", "Middle", "STAGE"),
      renamed("192.0.2.9", "PC-9", "Stage"),
      renamed("192.0.2.1", "Stage", "PC-1"),
      renamed("192.0.2.2", "stage", "Lobby"),
    ],
  });
  assert.deepEqual(fleet.displays.map(({ otherNames }) => otherNames), [["Middle", "PC-1"], []]);
  assert.deepEqual(reasons(fleet), [["ip_name_history", "?", "nameTaken"]]);
});

Deno.test("readOldFleet() takes a network card of a display before that of its address, and none of a shared one", () => {
  const card = (ip_address: string, mac_address: string) => ({
    id: "1",
    ip_address,
    mac_address,
    is_manual: "0",
  });
  const fleet = site({
    clients: [
      client("1", "A", "192.0.2.1"),
      client("2", "B", "192.0.2.2"),
      client("3", "C", "192.0.2.3"),
      client("4", "D", "192.0.2.3"),
    ],
    client_power_info: [
      { id: "1", client_id: "1", mac_address: "6083.e700.001a", is_manual: "true" },
    ],
    ip_mac_history: [
      card("192.0.2.1", "02:00:5e:00:53:01"),
      card("192.0.2.2", "02:00:5e:00:53:02"),
      card("192.0.2.3", "02:00:5e:00:53:03"),
    ],
  });
  assert.deepEqual(fleet.displays.map(({ macAddress, macByHand }) => [macAddress, macByHand]), [
    ["60:83:E7:00:00:1A", true],
    ["02:00:5E:00:53:02", false],
    [null, false],
    [null, false],
  ]);
});

const SHAPES: Readonly<Record<string, unknown>> = {
  "an object by id": { 1: "a.exe" },
  "an object by name": { "Wall-1": "a.exe" },
  "an object by the name in capitals": { "WALL-1": "a.exe" },
  "text of an object": JSON.stringify({ 1: "a.exe" }),
  "objects with a command": { 1: { command: "a.exe" } },
  "a list": [{ clientId: 1, command: "a.exe" }],
  "id before name before capitals": { "WALL-1": "c.exe", "Wall-1": "b.exe", 1: "a.exe" },
};
for (const [shape, value] of Object.entries(SHAPES)) {
  Deno.test(`readOldFleet() reads client_commands when they are ${shape}`, () => {
    const presets = [preset(JSON.stringify(value))];
    const fleet = site({ clients: [client("1", "Wall-1")], presets });
    assert.deepEqual(fleet.presets[0]?.commands, [{ display: 0, command: "a.exe" }]);
  });
}

Deno.test("readOldFleet() says why a preset or one of its command lines does not come along", () => {
  const reasonFor = (cell: OldCell, target: OldCell = null) =>
    site({ clients: [client("1", "A")], presets: [preset(cell, target)] }).remarks
      .map(({ reason }) => reason);
  assert.deepEqual(reasonFor("{"), ["commandsUnreadable"]);
  assert.deepEqual(reasonFor(null), ["commandsUnreadable"]);
  assert.deepEqual(reasonFor({ bad: "tooLong" }), ["commandsUnreadable"]);
  assert.deepEqual(reasonFor("[1]"), ["commandsUnreadable"]);
  assert.deepEqual(reasonFor("{}"), ["noCommands"]);
  assert.deepEqual(reasonFor('{"1": ""}'), ["commandUnusable", "noCommands"]);
  assert.deepEqual(reasonFor('{"1": 7}'), ["commandUnusable", "noCommands"]);
  assert.deepEqual(reasonFor('{"1": "x", "__proto__": "y"}'), ["clientGone"]);
  assert.deepEqual(reasonFor('{"1": "x"}', "4"), ["groupGone"]);
});

Deno.test("readOldFleet() numbers groups and presets of one name", () => {
  const group = (id: string) => ({ id, name: "Hall", description: { bad: "notUtf8" } as const });
  const fleet = site({ groups: [group("1"), group("2"), group("3")] });
  assert.deepEqual(fleet.groups.map(({ name }) => name), ["Hall", "Hall (2)", "Hall (3)"]);
  assert.equal(fleet.remarks.filter(({ reason }) => reason === "textUnusable").length, 3);
});

const cell = fc.oneof(
  fc.constantFrom<OldCell>(
    null,
    { bad: "notUtf8" },
    "1",
    "2",
    "Wall-1",
    "WALL-1",
    "192.0.2.1",
    "{",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
);
const rows = <C extends string>(...columns: readonly C[]) =>
  fc.array(
    fc.tuple(...columns.map(() => cell)).map((cells) =>
      Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? null])) as Record<
        C,
        OldCell
      >
    ),
    { maxLength: 6 },
  );
const tables: fc.Arbitrary<OldTables> = fc.record({
  clients: rows("id", "name", "ip_address", "port"),
  groups: rows("id", "name", "description"),
  group_clients: rows("id", "group_id", "client_id"),
  presets: rows("id", "name", "description", "target_group_id", "client_commands"),
  client_power_info: rows("id", "client_id", "mac_address", "is_manual"),
  ip_name_history: rows("id", "ip_address", "user_modified_name", "original_name"),
  ip_mac_history: rows("id", "ip_address", "mac_address", "is_manual"),
});

Deno.test("readOldFleet() gives only what the API takes, each name once, whatever the rows hold", () => {
  fc.assert(fc.property(tables, (given) => {
    const { displays, groups, presets } = readOldFleet(given);
    const names = displays.flatMap(({ name, otherNames }) => [name, ...otherNames]);
    assert.equal(new Set(names.map(foldOldName)).size, names.length);
    for (const { name, otherNames: aliases, macAddress, macByHand, address, port } of displays) {
      const draft = { name, aliases, macAddress, macByHand, address, port: port ?? 1 };
      assert.ok(DisplayDraft.safeParse(draft).success, JSON.stringify(draft));
    }
    assert.equal(new Set(groups.map(({ name }) => name)).size, groups.length);
    assert.equal(new Set(presets.map(({ name }) => name)).size, presets.length);
    for (const { commands, group } of presets) {
      assert.ok(commands.length > 0 && (group === null || group < groups.length));
      assert.ok(commands.every(({ display }) => display < displays.length));
    }
    assert.deepEqual(readOldFleet(given).presets, presets);
  }));
});

Deno.test("isUsableName() and foldOldName() judge as the API and the directory do", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
    assert.equal(isUsableName(name), Name.safeParse(name).success);
    assert.equal(foldOldName(name), foldName(name));
  }));
});
