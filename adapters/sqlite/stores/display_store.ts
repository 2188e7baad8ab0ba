import type { DisplayChange, DisplayRecord, DisplayStore } from "../../../actors/displays/store.ts";
import { ChangeStore } from "./change_store.ts";
import { IdCounter } from "../id_counter.ts";
import type { Statement } from "../writer/writer_messages.ts";

const SAVE =
  `INSERT INTO displays (id, name, created_at, last_seen_at, reported_offline, claimed_address,
  peer_address, port, client_type, version, capabilities, current_preset_id, mac_address,
  claimed_mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, last_seen_at = excluded.last_seen_at,
  reported_offline = excluded.reported_offline, claimed_address = excluded.claimed_address,
  peer_address = excluded.peer_address, port = excluded.port, client_type = excluded.client_type,
  version = excluded.version, capabilities = excluded.capabilities,
  current_preset_id = excluded.current_preset_id, mac_address = excluded.mac_address,
  claimed_mac = excluded.claimed_mac`;
const CLEAR_NAMES = "DELETE FROM display_names WHERE display_id = ?";
// A name belongs to one display: the last one saved with it, whatever the order within a merge.
const ADD_NAME = `INSERT INTO display_names (key, display_id, position, alias) VALUES (?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET display_id = excluded.display_id, position = excluded.position,
  alias = excluded.alias`;
const REMOVE = "DELETE FROM displays WHERE id = ?";
// Where the other display is listed already, its own entry stays.
const HAND_OVER = [
  "UPDATE OR IGNORE group_displays SET display_id = ? WHERE display_id = ?",
  "UPDATE OR IGNORE preset_commands SET display_id = ? WHERE display_id = ?",
] as const;
const TAKE_OUT = [
  "DELETE FROM group_displays WHERE display_id = ?",
  "DELETE FROM preset_commands WHERE display_id = ?",
] as const;

interface DisplayRow {
  readonly id: number;
  readonly name: string;
  readonly created_at: number;
  readonly last_seen_at: number | null;
  readonly reported_offline: number;
  readonly claimed_address: string | null;
  readonly peer_address: string | null;
  readonly port: number;
  readonly client_type: string | null;
  readonly version: string | null;
  readonly capabilities: string;
  readonly current_preset_id: number | null;
  readonly mac_address: string | null;
  readonly claimed_mac: string | null;
}

/** Displays on disk, with the names they register under. */
export class SqliteDisplayStore extends ChangeStore<DisplayChange> implements DisplayStore {
  readonly #ids = new IdCounter(this.reader, "last_display_id");

  displays(): readonly DisplayRecord[] {
    const aliases = this.#aliases();
    const rows = this.reader.all<DisplayRow>("SELECT * FROM displays ORDER BY id");
    return rows.map((row) => displayOf(row, aliases.get(row.id) ?? []));
  }

  nextDisplayId(): number {
    return this.#ids.next();
  }

  protected override statements(change: DisplayChange): readonly Statement[] {
    if (change.type === "displayRemoved") return removeDisplay(change.id, change.into);
    return [...saveDisplay(change.display), this.#ids.used(change.display.id)];
  }

  #aliases(): Map<number, string[]> {
    const byDisplay = new Map<number, string[]>();
    const sql = "SELECT display_id, alias FROM display_names ORDER BY display_id, position";
    for (const row of this.reader.all<{ display_id: number; alias: string }>(sql)) {
      const known = byDisplay.get(row.display_id);
      if (known === undefined) byDisplay.set(row.display_id, [row.alias]);
      else known.push(row.alias);
    }
    return byDisplay;
  }
}

function saveDisplay(display: DisplayRecord): readonly Statement[] {
  return [
    [SAVE, [
      display.id,
      display.name,
      display.createdAt,
      display.lastSeenAt,
      Number(display.reportedOffline),
      display.claimedAddress,
      display.peerAddress,
      display.port,
      display.clientType,
      display.version,
      JSON.stringify(display.capabilities),
      display.currentPresetId,
      display.macAddress,
      display.claimedMac,
    ]],
    [CLEAR_NAMES, [display.id]],
    ...distinctNames(display.aliases).map(([key, alias], position): Statement => [
      ADD_NAME,
      [key, display.id, position, alias],
    ]),
  ];
}

function removeDisplay(id: number, into: number | null): readonly Statement[] {
  const handOver = into === null ? [] : HAND_OVER.map((sql): Statement => [sql, [into, id]]);
  return [...handOver, ...TAKE_OUT.map((sql): Statement => [sql, [id]]), [REMOVE, [id]]];
}

/** Names that differ in letter case alone are one; the first spelling stays. */
function distinctNames(aliases: readonly string[]): readonly (readonly [string, string])[] {
  const byKey = new Map<string, string>();
  for (const alias of aliases) {
    const key = foldName(alias);
    if (!byKey.has(key)) byKey.set(key, alias);
  }
  return [...byKey];
}

function foldName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

function displayOf(row: DisplayRow, aliases: readonly string[]): DisplayRecord {
  return {
    id: row.id,
    name: row.name,
    aliases,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    reportedOffline: row.reported_offline === 1,
    claimedAddress: row.claimed_address,
    peerAddress: row.peer_address,
    port: row.port,
    clientType: row.client_type,
    version: row.version,
    capabilities: JSON.parse(row.capabilities),
    currentPresetId: row.current_preset_id,
    macAddress: row.mac_address,
    claimedMac: row.claimed_mac,
  };
}
