import { type AuditLine, auditLines } from "../audit/audit_line.ts";
import { accept, refuse } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import { cameraRemoved } from "../topics.ts";
import { endAll } from "./audience.ts";
import { noSuchCamera } from "./directory_reads.ts";
import { saving } from "./directory_saving.ts";
import {
  admit,
  type CameraDirectory,
  type CameraMember,
  type CamerasContext,
  lookUp,
  memberName,
  reindex,
} from "./directory_state.ts";
import { closeRelay } from "./directory_relays.ts";
import type { ForgetCamera } from "./messages.ts";
import type { CameraRecord } from "./store.ts";

/** How long a discovered camera is kept that is not heard any more: it may be on loan to another site. */
export const FORGET_AFTER_MS = 30 * 86_400_000;

/** A camera that nobody knew. It is on the disk with the next batch. */
export function addCamera(
  directory: CameraDirectory,
  draft: Pick<CameraRecord, "name" | "address" | "port" | "answeredAt">,
  ctx: CamerasContext,
): CameraMember {
  const member = admit(directory, {
    ...draft,
    id: directory.args.store.nextCameraId(),
    createdAt: ctx.now(),
    lastSeenAt: null,
    reportedOffline: false,
    recordingSince: null,
  }, ctx);
  directory.commits.push([saving(member)], (cause) => {
    if (cause !== undefined) member.seat.dirty = true;
  }, ctx);
  return member;
}

/** Removes a camera at once; `then` hears when the disk knows it, too. Its recordings stay. */
export function removeCamera(
  directory: CameraDirectory,
  member: CameraMember,
  ctx: CamerasContext,
  then: (cause: unknown) => void = () => {},
  lines: readonly AuditLine[] = [],
): void {
  const { seat, ref } = member;
  const { id } = seat.record;
  const reason = "The camera was removed.";
  directory.members.delete(id);
  reindex(directory);
  closeRelay(member, ctx);
  // One that rests after a crash takes no messages.
  const status = ref.tell({ type: "forgotten", reason });
  if (status !== "accepted" && status !== "wait") {
    endAll(seat.watchers, reason);
    ctx.stopChild(ref, reason);
  }
  directory.commits.push(
    [{ type: "cameraRemoved", id }],
    (cause) => {
      ctx.publish(cameraRemoved, { id, name: memberName(member) });
      then(cause);
    },
    ctx,
    lines,
  );
}

/** Takes a camera out, as somebody asks. */
export function forgetCamera(
  directory: CameraDirectory,
  question: ForgetCamera,
  ctx: CamerasContext,
): void {
  const member = lookUp(directory, question.nameOrId);
  if (member === undefined) return ctx.reply(question, noSuchCamera(question.nameOrId));
  const { record, state } = member.seat;
  if (record.name !== null) {
    const detail = `The config file names "${record.name}"; take it out there first.`;
    return ctx.reply(question, refuse("conflict", detail));
  }
  if (state?.stream === "streaming" && !question.force) {
    const detail =
      "The camera is streaming; forgetting it needs force, and it will come back as new.";
    return ctx.reply(question, refuse("conflict", detail, { field: "force" }));
  }
  const reply = ctx.defer(question);
  const lines = auditLines(question.author, ctx.now(), {
    kind: "camera.forgotten",
    key: record.id,
    name: memberName(member),
    before: record,
  });
  removeCamera(
    directory,
    member,
    ctx,
    (cause) => reply.ok(cause === undefined ? accept(null) : refuseStorage(cause)),
    lines,
  );
}

/** Forgets discovered cameras that are not heard any more. */
export function forgetSilent(directory: CameraDirectory, ctx: CamerasContext): void {
  const { forgetAfterMs = FORGET_AFTER_MS } = directory.args.settings.current;
  const before = ctx.now() - forgetAfterMs;
  for (const member of [...directory.members.values()]) {
    const { record: { name, createdAt }, answeredAt, track, state, recording } = member.seat;
    if (name !== null || state?.stream === "streaming" || recording !== null) continue;
    const heardAt = Math.max(answeredAt ?? createdAt, track.lastSeenAt ?? createdAt);
    if (heardAt < before) removeCamera(directory, member, ctx);
  }
}
