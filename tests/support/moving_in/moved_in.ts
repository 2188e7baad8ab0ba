import { cp } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Display, DisplayPage } from "../../../protocols/api/display.ts";
import type { Group } from "../../../protocols/api/group.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import type { SessionKey, SessionKeyPage } from "../../../protocols/api/session_key.ts";
import { movingInTools } from "../../../composition/moving_in_tools.ts";

/** Answers requests to the API, as a control host or a folder does. */
export type Answer = (request: Request) => Promise<Response>;

/** Everything that can be moved in, by names instead of numbers, in order. */
export interface MovedIn {
  readonly displays: readonly string[];
  readonly groups: readonly string[];
  readonly presets: readonly string[];
  readonly keys: readonly string[];
}

/** Reads all of it. */
export async function movedInto(answer: Answer): Promise<MovedIn> {
  const displays: Display[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const page: DisplayPage = await get(answer, `displays?limit=500${after}`);
    displays.push(...page.items);
    cursor = page.nextCursor;
  }
  const name = new Map(displays.map((display) => [display.id, display.name]));
  const groups = await get<{ items: Group[] }>(answer, "groups");
  const presets = await get<{ items: Preset[] }>(answer, "presets");
  const nameOfGroup = new Map(groups.items.map((group) => [group.id, group.name]));
  return {
    displays: displays.map((each) => `${each.name} ${each.aliases} ${each.macAddress}`).sort(),
    groups: groups.items.map((group) =>
      `${group.name}: ${group.displayIds.map((id) => name.get(id)).sort()}`
    ).sort(),
    presets: presets.items.map((preset) =>
      `${preset.name} ${nameOfGroup.get(preset.groupId ?? 0)}: ${
        preset.commands.map(({ displayId, command }) => `${name.get(displayId)} ${command}`).sort()
      }`
    ).sort(),
    keys: (await keysOf(answer)).sort(),
  };
}

async function keysOf(answer: Answer): Promise<string[]> {
  const { items } = await get<SessionKeyPage>(answer, "session-keys?limit=500");
  const found = await Promise.all(items.map(async ({ serverId, container }) => {
    const query = `serverId=${serverId}&container=${container}&limit=500`;
    const history = await get<{ items: SessionKey[] }>(answer, `session-keys/history?${query}`);
    return history.items.map((key) => `${serverId} ${key.masked} ${key.at} ${key.source}`);
  }));
  return found.flat();
}

async function get<T>(answer: Answer, path: string): Promise<T> {
  const response = await answer(new Request(`http://localhost/api/v1/${path}`));
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return await response.json();
}

/** What is in a data folder on which nobody runs. */
export async function movedIntoFolder(dataDir: string): Promise<MovedIn> {
  const local = await movingInTools.openFolder({ dataDir, maxDisplays: 10_000 });
  try {
    return await movedInto(local.fetch);
  } finally {
    await local.close();
  }
}

/** How many things there are. */
export function countOf({ displays, groups, presets, keys }: MovedIn): number {
  return displays.length + groups.length + presets.length + keys.length;
}

const TABLES = ["displays", "groups", "presets", "session_keys"];

/** How many things are on the disk, whoever has the folder open. */
export function rowsIn(dataDir: string): number {
  using database = new DatabaseSync(join(dataDir, "signalbox.db"), { readOnly: true });
  const counts = TABLES.map((table) =>
    Number(database.prepare(`SELECT count(*) AS rows FROM "${table}"`).get()?.rows)
  );
  return counts.reduce((sum, rows) => sum + rows);
}

/** Resolves when so many things are on the disk, or when `over` is true. */
export async function untilRowsIn(dataDir: string, rows: number, over: () => boolean) {
  while (!over()) {
    try {
      if (rowsIn(dataDir) >= rows) return;
    } catch {
      // There is no database yet, or it is just being made.
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The files of a data folder as a `kill -9` at this moment leaves them. */
export async function leaveAsKilled(dataDir: string, to: string): Promise<void> {
  await cp(dataDir, to, {
    recursive: true,
    verbatimSymlinks: true,
    // Memory of the processes that have it open; it is made anew by the next.
    filter: (path) => !path.endsWith("-shm"),
  });
}
