import { join } from "node:path";

/** How large an old site is. */
export interface OldSiteSize {
  readonly displays: number;
  readonly groups: number;
  readonly presets: number;
}

/** Displays that a preset has a command line for. */
const LINES_OF_A_PRESET = 20;

/** Rows of an old display server's database, for `runOldServer`: each display is in one group. */
export function oldSiteOf({ displays, groups, presets }: OldSiteSize): string {
  const ids = numbers(displays);
  const lines = (preset: number) =>
    ids.slice(0, LINES_OF_A_PRESET).map((id) => [id, `show-${preset}.exe -wall ${id}`]);
  return `
    INSERT INTO clients (id, name) VALUES ${rows(ids.map((id) => [id, `'Wall-${id}'`]))};
    INSERT INTO groups (id, name) VALUES ${rows(numbers(groups).map((id) => [id, `'Hall ${id}'`]))};
    INSERT INTO group_clients (group_id, client_id) VALUES ${
    rows(ids.map((id) => [1 + id % groups, id]))
  };
    INSERT INTO presets (id, name, target_group_id, client_commands) VALUES ${
    rows(
      numbers(presets).map((id) => [
        id,
        `'Show ${id}'`,
        1 + id % groups,
        `'${JSON.stringify(Object.fromEntries(lines(id)))}'`,
      ]),
    )
  };`;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function rows(values: readonly (readonly unknown[])[]): string {
  return values.map((each) => `(${each.join(", ")})`).join(", ");
}

/** Containers of an old node server. */
const CONTAINERS = 50;

/** Writes as many key files as an old node server would have, for 50 containers. */
export async function writeOldKeys(folder: string, count: number): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const number of numbers(count)) {
    const client_id = `HOST-${number % CONTAINERS}`;
    const time = new Date(Date.UTC(2025, 0, 1) + number * 3_600_000).toISOString();
    const timestamp = time.slice(0, 19).replaceAll("-", "").replaceAll(":", "").replace("T", "_");
    const session_key = `0x${number.toString(16).padStart(8, "0").repeat(40)}`;
    await Deno.writeTextFile(
      join(folder, `${client_id}_3node0_${timestamp}.json`),
      JSON.stringify({ client_id, container: "3node0", session_key, timestamp, created_at: time }),
    );
  }
}
