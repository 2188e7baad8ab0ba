import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { Reader } from "../../../adapters/sqlite/reader.ts";
import { withDataDir } from "./with_data_dir.ts";

/** Tables that grow with what people make, and with the members of the fleet that stand in them. */
const MADE_BY_PEOPLE: ReadonlySet<string> = new Set([
  "meta",
  "display_names",
  "groups",
  "group_displays",
  "presets",
  "preset_commands",
  "schedules",
  "tokens",
  "accounts",
  "presence_members",
]);

Deno.test("docs/operations.md says how far each table grows", () =>
  withDataDir(async (dataDir) => {
    const guide = await readFile(new URL("../../../docs/operations.md", import.meta.url), "utf8");
    const [, growth = ""] = guide.split("### What grows, and how far");
    const database = await openDatabase({ dataDir });
    const reader = new Reader(database.path);
    const tables = reader.all<{ readonly name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    reader.close();
    await database.close();
    assert.ok(tables.length > 20);
    const unsaid = tables.map(({ name }) => name)
      .filter((name) =>
        !MADE_BY_PEOPLE.has(name) && !growth.split("\n## ")[0]?.includes(`\`${name}\``)
      );
    assert.deepEqual(unsaid, [], "give it an end, and say so there");
  }));
