import type { SyncDirectory, SyncDirectoryContext, SyncMember } from "./directory_state.ts";
import type { SyncChange } from "./store.ts";

/** How long the histories of hosts and walls are kept: one year. */
export const HISTORY_MS = 365 * 86_400_000;

/** Saves every host whose record has changed since the last time. */
export function saveDirtySeats(directory: SyncDirectory, ctx: SyncDirectoryContext): void {
  const dirty = [...directory.members.values()].filter(({ seat }) => seat.dirty);
  if (dirty.length === 0) return;
  directory.commits.push(dirty.map(saving), (cause) => {
    if (cause !== undefined) { for (const { seat } of dirty) seat.dirty = true; }
  }, ctx);
}

/** A host's record on its way to the disk. */
export function saving({ seat }: SyncMember): SyncChange {
  seat.dirty = false;
  return { type: "hostSaved", host: seat.record };
}

/** Forgets what is older than {@link HISTORY_MS}. */
export function pruneHistory(directory: SyncDirectory, ctx: SyncDirectoryContext): void {
  const before = ctx.now() - HISTORY_MS;
  directory.commits.push([{ type: "historyPruned", before }], () => {}, ctx);
}

/** The last save, at a graceful stop: how long each host was there, and what still waits. */
export function flushSeats({ members, commits }: SyncDirectory): Promise<void> {
  const dirty = [...members.values()].filter(({ seat }) => seat.dirty);
  return commits.flush(dirty.map(saving));
}
