import type { AuditLine } from "../audit/audit_line.ts";
import { accept } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import { withDeviceLine } from "./device_changes.ts";
import type { Directory, DirectoryContext } from "./directory_state.ts";
import type { PendingSave } from "./messages.ts";
import type { DisplayChange } from "./store.ts";

/** Puts a change into the next batch; `then` hears when it is on the disk, or why it is not. */
export function save(directory: Directory, pending: PendingSave, ctx: DirectoryContext): void {
  directory.queue.push(pending);
  if (!directory.saving) commitQueue(directory, ctx);
}

/** Saves every display whose record has changed since the last time. */
export function saveDirtySeats(directory: Directory, ctx: DirectoryContext): void {
  for (const { seat } of directory.members.values()) {
    if (!seat.dirty) continue;
    seat.dirty = false;
    directory.queue.push({
      change: { type: "displaySaved", display: seat.record },
      then: (outcome) => {
        if (!outcome.ok) seat.dirty = true;
      },
    });
  }
  const lines = directory.deviceLines.tally(ctx);
  if (lines.length > 0) directory.queue.push({ change: null, lines, then: () => {} });
  if (!directory.saving) commitQueue(directory, ctx);
}

/** A batch has settled: whoever waits hears of it, and the next batch leaves. */
export function saveSettled(
  directory: Directory,
  batch: readonly PendingSave[],
  cause: unknown,
  ctx: DirectoryContext,
): void {
  directory.saving = false;
  const outcome = cause === undefined ? accept(null) : refuseStorage(cause);
  for (const { then } of batch) then(outcome);
  commitQueue(directory, ctx);
}

function commitQueue(directory: Directory, ctx: DirectoryContext): void {
  if (directory.queue.length === 0) return;
  const batch = directory.queue.map((pending) => withDeviceLine(directory, pending, ctx));
  directory.queue = [];
  directory.saving = true;
  ctx.pipe(
    directory.args.store.commit(changesOf(batch), linesOf(batch)),
    () => ({ type: "saveSettled", batch }),
    (cause) => ({ type: "saveSettled", batch, cause: cause ?? "unknown cause" }),
  );
}

/** The last save, at a graceful stop: how long each display was there, and what is still queued. */
export async function flushSeats(directory: Directory, ctx: DirectoryContext): Promise<void> {
  const dirty = [...directory.members.values()].filter(({ seat }) => seat.dirty)
    .map(({ seat }): PendingSave => ({
      change: { type: "displaySaved", display: seat.record },
      then: () => {},
    }));
  const batch = [...directory.queue, ...dirty].map((each) => withDeviceLine(directory, each, ctx));
  if (batch.length > 0) await directory.args.store.commit(changesOf(batch), linesOf(batch));
}

function changesOf(batch: readonly PendingSave[]): readonly DisplayChange[] {
  return batch.flatMap(({ change }) => change ?? []);
}

function linesOf(batch: readonly PendingSave[]): readonly AuditLine[] {
  return batch.flatMap(({ lines = [] }) => lines);
}
