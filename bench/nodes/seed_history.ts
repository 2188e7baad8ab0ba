import { join } from "node:path";
import { packRecord, type SpanRecord } from "../../actors/nodes/history/span_record.ts";
import {
  BLOCK_SPANS,
  type HistoryChange,
  KEPT_SPANS,
  type Resolution,
  SPAN_MS,
} from "../../actors/nodes/history/store.ts";
import { newContainerRecord, type NodeRecord } from "../../actors/nodes/store.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";

/** A host with a full history of each container. */
export const SEEDED_HOST = "SEEDED";
/** So many that the slowest hundredth of their first charts is more than one. */
export const SEEDED_CONTAINERS = 128;

/**
 * Writes seven days of minutes for each container of one host, in turns as a fleet does it: so the blocks of one
 * container lie all over the file. Answers with the bytes that a container-day takes.
 */
export async function seedHistory(dataDir: string): Promise<number> {
  const database = await openDatabase({ dataDir });
  const now = Date.now();
  await database.nodes.commit([{ type: "nodeSaved", node: nodeRecord(SEEDED_HOST, now) }]);
  const ids: number[] = [];
  for (let n = 0; n < SEEDED_CONTAINERS; n++) {
    const id = database.nodes.nextContainerId();
    const container = newContainerRecord(id, SEEDED_HOST, `3node${n}`, now);
    await database.nodes.commit([{ type: "containerSaved", container }]);
    ids.push(id);
  }
  const before = databaseBytes(dataDir);
  const end = Math.floor(now / SPAN_MS.minute / BLOCK_SPANS.minute);
  for (let block = end - KEPT_SPANS.minute / BLOCK_SPANS.minute; block < end; block++) {
    const bytes = fullBlock("minute", block);
    await database.nodeHistory.commit(ids.map((containerId): HistoryChange => ({
      type: "spansAdded",
      resolution: "minute",
      containerId,
      block,
      bytes,
    })));
  }
  await database.close();
  const days = KEPT_SPANS.minute / (24 * 60);
  return (databaseBytes(dataDir) - before) / SEEDED_CONTAINERS / days;
}

/** Bytes of all files of a data folder. */
export function databaseBytes(dataDir: string): number {
  let bytes = 0;
  for (const { name, isFile } of Deno.readDirSync(dataDir)) {
    if (isFile) bytes += Deno.statSync(join(dataDir, name)).size;
  }
  return bytes;
}

/** A block of a container's history with all its records. */
export function fullBlock(resolution: Resolution, block: number): Uint8Array<ArrayBuffer> {
  const first = block * BLOCK_SPANS[resolution];
  const records = Array.from(
    { length: BLOCK_SPANS[resolution] },
    (_, offset) => packRecord(spanRecord(first + offset), offset),
  );
  return new Uint8Array(records.flatMap((record) => [...record]));
}

function spanRecord(span: number): SpanRecord {
  const wobble = span % 97;
  const rate = { avg: 1_000 + wobble, max: 4_000 + wobble };
  return {
    span,
    samples: 60,
    cpu: { min: wobble, avg: 100 + wobble, max: 300 + wobble },
    memory: { min: 3e9, avg: 3.1e9 + wobble * 1e6, max: 3.3e9 },
    received: rate,
    sent: rate,
    read: rate,
    written: rate,
    peersMin: 30,
    peersAvg: 38,
    height: 4_000_000 + span % 1_000_000,
    lag: 3,
    syncState: "synced",
    dataBytes: 214_748_364_800,
  };
}

/** A host that was heard a moment ago. */
export function nodeRecord(serverId: string, now: number): NodeRecord {
  return {
    serverId,
    version: "1.1.0",
    account: null,
    createdAt: now,
    lastSeenAt: now,
    reportedOffline: true,
    peerAddress: "127.0.0.1",
    intervalMs: 1_000,
    configuredNodes: [],
    system: null,
    systemAt: null,
  };
}
