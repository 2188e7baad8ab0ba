import { join } from "node:path";
import { openSessionKeyStore } from "../../../adapters/session_keys/session_key_store.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import type { BackupOrder } from "../../../adapters/host_backups/make_backup.ts";
import { AT, sampleGroup } from "../../support/stores/store_samples.ts";

/** The passphrase of every backup under test. */
export const PASSPHRASE = "correct horse battery staple";
/** A key that is in every data folder under test. */
export const SESSION_KEY = "0x1a2b3c4d5e6f";

/** A folder for a test, gone afterwards. */
export async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "signalbox-backup-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A data folder with a group, a session key and a certificate; nobody runs on it. */
export async function fillDataFolder(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  await database.presets.commit([{ type: "groupSaved", group: sampleGroup(1, []) }]);
  const keys = await openSessionKeyStore({
    folder: join(dataDir, "session_keys"),
    rows: database.sessionKeys,
  });
  await keys.save({
    serverId: "HOST-1",
    container: "3node0",
    source: "key_update",
    at: AT,
    sessionKey: SESSION_KEY,
  });
  await database.close();
  await Deno.mkdir(join(dataDir, "tls"));
  await Deno.writeTextFile(join(dataDir, "tls", "key.pem"), "a private key");
  await Deno.mkdir(join(dataDir, "recordings"));
  await Deno.writeTextFile(join(dataDir, "recordings", "show.mp4"), "a recording");
}

/** A backup of `<folder>/data` with `<folder>/site.yaml`, into `<folder>/backups`. */
export function orderIn(folder: string, changes: Partial<BackupOrder> = {}): BackupOrder {
  return {
    dataDir: join(folder, "data"),
    configPath: join(folder, "site.yaml"),
    folder: join(folder, "backups"),
    passphrase: PASSPHRASE,
    version: "9.8.7",
    workFactor: 4,
    ...changes,
  };
}

/** Every file below a folder, by its path in it. */
export async function filesIn(folder: string, below = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(folder, below))) {
    const path = join(below, name);
    if (isDirectory) found.push(...await filesIn(folder, path));
    else found.push(path);
  }
  return found.sort();
}
