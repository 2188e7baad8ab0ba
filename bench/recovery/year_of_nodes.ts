import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { BackupChange } from "../../actors/backups/messages.ts";
import {
  BLOCK_SPANS,
  type HistoryChange,
  KEPT_SPANS,
  type Resolution,
  SPAN_MS,
} from "../../actors/nodes/history/store.ts";
import { newContainerRecord } from "../../actors/nodes/store.ts";
import { openSessionKeyStore } from "../../adapters/session_keys/session_key_store.ts";
import type { Database } from "../../adapters/sqlite/open_database.ts";
import { fullBlock, nodeRecord } from "../nodes/seed_history.ts";
import { Pipeline } from "./pipeline.ts";
import { containersOf, DAY_MS, daysOf, list, serverIdOf, type Site } from "./site.ts";
import { ROTATION_DAYS } from "./year_of_commands.ts";

/** Kept of each container. */
const BACKUPS_EACH = 100;
const KEY_BYTES = 192;
const TOGETHER = 1_000;

/** Node hosts with their containers, a week of minutes and the whole time's hours of each, and its backups. */
export async function writeNodes(database: Database, site: Site): Promise<void> {
  const { nodes, nodeHistory, backups } = database;
  const hosts = list(site.nodeHosts, (n) => nodeRecord(serverIdOf(n), site.now));
  await nodes.commit(hosts.map((node) => ({ type: "nodeSaved", node })));
  const containers = containersOf(site).map(({ serverId, name }) =>
    newContainerRecord(nodes.nextContainerId(), serverId, name, site.now)
  );
  await nodes.commit(containers.map((container) => ({ type: "containerSaved", container })));
  const ids = containers.map(({ id }) => id);
  const history = new Pipeline<HistoryChange>((changes) => nodeHistory.commit(changes));
  await history.sendAll(spansOf(ids, "hour", site), TOGETHER);
  await history.sendAll(spansOf(ids, "minute", site), TOGETHER);
  const kept = new Pipeline<BackupChange>((changes) => backups.commit(changes));
  await kept.sendAll(backupsOf(site), TOGETHER);
}

/** In turns, as a fleet writes them: the blocks of one container lie all over the file. */
function* spansOf(
  ids: readonly number[],
  resolution: Resolution,
  { now, days }: Site,
): Generator<HistoryChange> {
  const spans = Math.min(KEPT_SPANS[resolution], days * DAY_MS / SPAN_MS[resolution]);
  const end = Math.floor(now / SPAN_MS[resolution] / BLOCK_SPANS[resolution]);
  for (let block = end - Math.floor(spans / BLOCK_SPANS[resolution]); block < end; block++) {
    const bytes = fullBlock(resolution, block);
    for (const containerId of ids) {
      yield { type: "spansAdded", resolution, containerId, block, bytes };
    }
  }
}

function* backupsOf(site: Site): Generator<BackupChange> {
  const kept = { ...site, days: Math.min(site.days, BACKUPS_EACH) };
  for (const { at } of daysOf(kept)) {
    for (const { serverId, name: container } of containersOf(site)) {
      const file = `/backup/${container}-${at(4)}.tar.gz.gpg`;
      const backup = { serverId, container, file, at: at(4), source: "command", commandId: null };
      yield {
        type: "backupAdded",
        backup: { ...backup, source: "command" },
        keepEach: BACKUPS_EACH,
      };
    }
  }
}

/** Session keys, each with its file. */
export async function writeKeys(database: Database, site: Site, dataDir: string): Promise<void> {
  const folder = join(dataDir, "session_keys");
  const keys = await openSessionKeyStore({ folder, rows: database.sessionKeys });
  let day = 0;
  for (const { at } of daysOf(site)) {
    if (day++ % ROTATION_DAYS !== 0) continue;
    for (const { serverId, name: container } of containersOf(site)) {
      const sessionKey = `0x${randomBytes(KEY_BYTES).toHex()}`;
      await keys.save({ serverId, container, sessionKey, source: "key_update", at: at(5) });
    }
  }
}
