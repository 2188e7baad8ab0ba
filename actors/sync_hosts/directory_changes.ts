import { type AuditLine, auditLines } from "../audit/audit_line.ts";
import { accept, refuse } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import { livenessChanged, syncHostChanged, syncHostRemoved } from "../topics.ts";
import { noSuchHost } from "./directory_reads.ts";
import { lookUp, type SyncDirectory, type SyncDirectoryContext } from "./directory_state.ts";
import type { ForgetSyncHost, HostChanged } from "./messages.ts";
import { nameOf } from "./seat.ts";
import type { SyncMember } from "./directory_state.ts";
import { saving } from "./directory_saving.ts";
import type { SyncChange } from "./store.ts";

/** Keeps what a host has told of itself, then publishes it. A disk that does not take it keeps nobody in the dark. */
export function hostChanged(
  directory: SyncDirectory,
  { notes, snapshot, liveness }: HostChanged,
  ctx: SyncDirectoryContext,
): void {
  const member = directory.members.get(snapshot.id);
  // Forgotten meanwhile.
  if (member === undefined) return;
  const changes = notes.map((note): SyncChange => ({ type: "hostNoted", note }));
  if (member.seat.dirty) changes.push(saving(member));
  directory.commits.push(changes, (cause) => {
    if (cause !== undefined) member.seat.dirty = true;
    if (!directory.members.has(snapshot.id)) return;
    if (liveness !== null) {
      const { id, name, liveness: { reason } } = snapshot;
      ctx.publish(livenessChanged, {
        kind: "syncHost",
        key: String(id),
        name,
        ...liveness,
        reason,
      });
    }
    ctx.publish(syncHostChanged, snapshot);
  }, ctx);
}

/** Takes a host out of the fleet, with its history. */
export function forgetSyncHost(
  directory: SyncDirectory,
  question: ForgetSyncHost,
  ctx: SyncDirectoryContext,
): void {
  const member = lookUp(directory, question.nameOrId);
  if (!member) return ctx.reply(question, noSuchHost(question.nameOrId));
  const { record, track } = member.seat;
  if (record.name !== null) {
    const detail = `The config file names "${record.name}"; take it out there first.`;
    return ctx.reply(question, refuse("conflict", detail));
  }
  if (track.state === "online" && !question.force) {
    const detail = "The host is online; forgetting it needs force, and it will come back as new.";
    return ctx.reply(question, refuse("conflict", detail, { field: "force" }));
  }
  const reply = ctx.defer(question);
  const lines = auditLines(question.author, ctx.now(), {
    kind: "syncHost.forgotten",
    key: record.id,
    name: nameOf(record),
    before: record,
  });
  removeHost(
    directory,
    member,
    null,
    ctx,
    (cause) => reply.ok(cause === undefined ? accept(null) : refuseStorage(cause)),
    lines,
  );
}

/** Removes a host; `into` takes over its history. It is gone at once, so that its next line finds the right one. */
export function removeHost(
  directory: SyncDirectory,
  member: SyncMember,
  into: number | null,
  ctx: SyncDirectoryContext,
  then: (cause: unknown) => void,
  lines: readonly AuditLine[] = [],
): void {
  const { seat, ref, poll } = member;
  const { id } = seat.record;
  directory.members.delete(id);
  directory.index.remove(seat.record);
  const reason = into === null ? "forgotten" : "merged";
  if (poll !== undefined) ctx.stopChild(poll, reason);
  ctx.stopChild(ref, reason);
  directory.commits.push(
    [{ type: "hostRemoved", id, into }],
    (cause) => {
      ctx.publish(syncHostRemoved, { id, name: nameOf(seat.record), into });
      then(cause);
    },
    ctx,
    lines,
  );
}
