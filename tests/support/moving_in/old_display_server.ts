import { DatabaseSync } from "node:sqlite";

/** The tables that the old display server's migrations make. Source: fielded server builds. */
const SCHEMA = `
  CREATE TABLE clients (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, ip_address TEXT,
    port INTEGER DEFAULT 8081, status TEXT DEFAULT 'offline', last_seen TEXT,
    current_preset_id INTEGER REFERENCES presets (id), created_at TEXT, updated_at TEXT,
    status_changed_at TEXT);
  CREATE TABLE groups (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, description TEXT,
    created_at TEXT);
  CREATE TABLE group_clients (id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER,
    client_id INTEGER, UNIQUE (group_id, client_id));
  CREATE TABLE presets (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, description TEXT,
    target_group_id INTEGER, client_commands TEXT, created_at TEXT, last_executed_at TEXT,
    is_running INTEGER);
  CREATE TABLE execution_history (id INTEGER PRIMARY KEY, preset_id INTEGER, client_id INTEGER,
    status TEXT, result TEXT, executed_at TEXT);
  CREATE TABLE client_power_info (id INTEGER PRIMARY KEY, client_id INTEGER UNIQUE,
    mac_address TEXT, is_manual INTEGER, created_at TEXT, updated_at TEXT);
  CREATE TABLE ip_mac_history (id INTEGER PRIMARY KEY, ip_address TEXT, mac_address TEXT,
    is_manual INTEGER, last_used TEXT, created_at TEXT);
  CREATE TABLE ip_name_history (id INTEGER PRIMARY KEY, ip_address TEXT, user_modified_name TEXT,
    original_name TEXT, last_used TEXT, created_at TEXT);
`;

/** A site of three displays, with what years of use leave behind: capitals, orphans, references to what is gone. */
export const OLD_SITE = `
  INSERT INTO clients (id, name, ip_address) VALUES
    (1, 'WALL-L1', '192.0.2.31'), (2, 'Wall-R1', '192.0.2.32'), (5, 'Lobby', '127.0.0.1');
  INSERT INTO groups (id, name, description) VALUES (1, 'Hall', '본관'), (2, 'Empty', NULL);
  INSERT INTO group_clients (group_id, client_id) VALUES (1, 1), (1, 2), (1, 9), (7, 1);
  INSERT INTO presets (id, name, target_group_id, client_commands) VALUES
    (1, 'Opening', 1, '{"1": "D:\\show\\Stage.exe -l", "WALL-R1": "D:\\show\\Stage.exe -r", "9": "x"}'),
    (2, 'Closing', 4, '"{\\"Lobby\\": \\"end.bat\\"}"'),
    (3, 'Broken', 1, 'not json'), (4, 'Gone', 1, '{"9": "x"}');
  INSERT INTO client_power_info (client_id, mac_address, is_manual) VALUES
    (1, '02-00-5e-00-53-01', 1), (2, '02005e005302', 0), (5, 'ff:ff:ff:ff:ff:ff', 1);
  INSERT INTO ip_name_history (ip_address, user_modified_name, original_name) VALUES
    ('192.0.2.31', 'WALL-L1', 'DESKTOP-31'), ('127.0.0.1', 'Other', 'DESKTOP-99');
`;

/** Makes `ue_cms.db` as the old server leaves it while it runs, with what `sql` puts in; call the answer to end that. */
export function runOldServer(path: string, sql: string = OLD_SITE): () => void {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${SCHEMA}`);
  // The old server's own escapes are JSON's: a backslash of a path is two.
  database.exec(sql.replaceAll("\\", "\\\\").replaceAll('\\\\"', '\\"'));
  return () => database.close();
}
