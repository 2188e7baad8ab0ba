import type { AuditLine } from "../audit/audit_line.ts";
import type { NodeDirectory, NodesContext } from "./directory_state.ts";
import type { PendingSave } from "./messages.ts";
import { containerRecordOf, type ContainerSeat, type NodeSeat, recordOf } from "./seat.ts";
import type { NodeChange } from "./store.ts";

/**
 * How far the last reading on the disk may lag behind while nothing else changes. Writing each would be most of what
 * the disk does; after a power cut a container shows a reading of ten minutes ago until its host is back.
 */
const READING_LAG_MS = 600_000;
/** Rows in one batch: some milliseconds of the writer, and well under one of this thread. */
const MAX_BATCH = 256;
/** So that a report that names several containers, and their first readings, are one commit. */
const GATHER_MS = 20;
/**
 * Rows that go to the disk ahead of the regular save, between two of those: a first day of 200 hosts with 8 containers
 * each fits. What comes beyond it is a flood of names, and waits.
 */
export const NEWCOMER_ROWS = 2_048;

/** Puts a change into the next batch; `then` hears when it is on the disk, or why it is not. */
export function save(directory: NodeDirectory, pending: PendingSave, ctx: NodesContext): void {
  directory.queue.push(pending);
  if (!directory.saving) commitQueue(directory, ctx);
}

/** Saves every host and container that has changed since the last time. */
export function saveDirty(directory: NodeDirectory, ctx: NodesContext): void {
  if (directory.saving) return;
  for (const { seat } of directory.members.values()) {
    if (directory.queue.length >= MAX_BATCH) break;
    directory.queue.push(...savesOf(seat, ctx.now(), READING_LAG_MS));
  }
  // More may be due than one batch holds.
  directory.sweeping = directory.queue.length >= MAX_BATCH;
  commitQueue(directory, ctx);
}

/** A host, or a container of it, was seen for the first time: people and orders count on it from now on. */
export function firstSeen(directory: NodeDirectory, serverId: string, ctx: NodesContext): void {
  const { newcomers, newcomerRows, saving } = directory;
  if (newcomerRows <= 0) return;
  // Whatever is on its way calls for the newcomers when it has arrived.
  if (newcomers.size === 0 && !saving) {
    ctx.timers.once("newcomers", GATHER_MS, { type: "newcomersDue" });
  }
  newcomers.add(serverId);
}

/** Saves hosts that have something new, as many as one batch holds. */
export function saveNewcomers(directory: NodeDirectory, ctx: NodesContext): void {
  if (directory.saving) return;
  const { members, newcomers, queue } = directory;
  for (const serverId of newcomers) {
    if (queue.length >= MAX_BATCH) break;
    newcomers.delete(serverId);
    const seat = members.get(serverId)?.seat;
    if (seat === undefined || directory.newcomerRows <= 0) continue;
    const saves = savesOf(seat, ctx.now(), READING_LAG_MS);
    for (const { changes } of saves) directory.newcomerRows -= changes.length;
    queue.push(...saves);
  }
  commitQueue(directory, ctx);
}

/** A batch has settled: whoever waits hears of it, and the next batch leaves. */
export function saveSettled(
  directory: NodeDirectory,
  batch: readonly PendingSave[],
  cause: unknown,
  ctx: NodesContext,
): void {
  directory.saving = false;
  for (const { then } of batch) then(cause);
  if (cause === undefined && directory.sweeping) return saveDirty(directory, ctx);
  if (cause === undefined) return saveNewcomers(directory, ctx);
  commitQueue(directory, ctx);
}

function commitQueue(directory: NodeDirectory, ctx: NodesContext): void {
  const batch = directory.queue;
  if (batch.length === 0) return;
  directory.queue = [];
  directory.saving = true;
  ctx.pipe(
    directory.args.store.commit(batch.flatMap(({ changes }) => changes), linesOf(batch)),
    () => ({ type: "saveSettled", batch }),
    (cause) => ({ type: "saveSettled", batch, cause: cause ?? "unknown cause" }),
  );
}

/** The last save, at a graceful stop: the last readings, and what is still queued. */
export async function flushNodes(directory: NodeDirectory, now: number): Promise<void> {
  const changes = directory.queue.flatMap((pending) => pending.changes);
  const lines = linesOf(directory.queue);
  for (const { seat } of directory.members.values()) {
    for (const pending of savesOf(seat, now, 0)) changes.push(...pending.changes);
  }
  if (changes.length > 0) await directory.args.store.commit(changes, lines);
}

function linesOf(batch: readonly PendingSave[]): readonly AuditLine[] {
  return batch.flatMap(({ lines = [] }) => lines);
}

function savesOf(seat: NodeSeat, now: number, lagMs: number): PendingSave[] {
  const saves: PendingSave[] = [];
  const isDue = (of: NodeSeat | ContainerSeat, readAt: number | null) =>
    of.dirty || (readAt !== null && readAt > of.savedAt && now - of.savedAt > lagMs);
  if (isDue(seat, seat.systemAt)) {
    saves.push(saveOf(seat, { type: "nodeSaved", node: recordOf(seat) }, now));
  }
  for (const container of seat.containers.values()) {
    if (!isDue(container, container.statsAt)) continue;
    const record = containerRecordOf(container);
    saves.push(saveOf(container, { type: "containerSaved", container: record }, now));
  }
  if (seat.removedIds.length > 0) saves.push(removalsOf(seat));
  return saves;
}

function saveOf(of: NodeSeat | ContainerSeat, change: NodeChange, now: number): PendingSave {
  const savedAt = of.savedAt;
  of.dirty = false;
  of.savedAt = now;
  return {
    changes: [change],
    then(cause) {
      if (cause === undefined) return;
      of.dirty = true;
      of.savedAt = savedAt;
    },
  };
}

function removalsOf(seat: NodeSeat): PendingSave {
  const ids = seat.removedIds;
  seat.removedIds = [];
  return {
    changes: ids.map((id): NodeChange => ({ type: "containerRemoved", id })),
    then(cause) {
      if (cause !== undefined) seat.removedIds.push(...ids);
    },
  };
}
