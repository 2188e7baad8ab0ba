import type { Alert } from "../../../protocols/api/alert.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Timeline } from "../torments/timeline.ts";

/** An alert of a batch that the disk did not take is opened when it does. */
const ROOM_MS = 10_000;

/** Somebody has had the container restarted, or its keys backed up, for which it is stopped. */
export function wasRestarted(
  { subject: { kind, key }, openedAt }: Alert,
  commands: readonly Command[],
  timeline: Timeline,
): boolean {
  const opened = timeline.realTimes(openedAt);
  return commands.some(({ target, action, createdAt }) =>
    target.kind === kind && target.key === key &&
    (action === "restart" || action === "backup_keys") &&
    timeline.realTimes(createdAt).some((asked) =>
      opened.some((at) => at >= asked && at - asked < RESTART_MS)
    )
  );
}

/** A command's whole deadline on a host that is busy, and its own time. */
const RESTART_MS = 90_000;

/** Whether a command of its subject went wrong before it was opened. */
export function hasBadCommand(
  { rule, subject, openedAt }: Alert,
  commands: readonly Command[],
  timeline: Timeline,
): boolean {
  const opened = timeline.realTimes(openedAt);
  return commands.some(({ target, action, state, updatedAt }) =>
    target.kind === subject.kind && target.key === subject.key &&
    (rule === "keyRotation") === (action === "rotate_keys") &&
    (state === "failed" || state === "timed_out" ||
      (state === "unknown" && rule === "keyRotation")) &&
    timeline.realTimes(updatedAt).some((ended) => opened.some((at) => ended <= at + ROOM_MS))
  );
}

/** A new key is in memory alone: true of a disk that is full, until it is tried again. */
export function isOfUnsavedKey({ rule, reason, openedAt }: Alert, timeline: Timeline): boolean {
  if (rule !== "keyRotation" || !reason.en.includes("not on the disk")) return false;
  return timeline.realTimes(openedAt).some((at) =>
    timeline.around(at, ROOM_MS).some(({ torment }) => torment.kind === "full-disk")
  );
}

/**
 * The last of its commands that has ended since went wrong as well: fielded builds do not answer every stop. Where the
 * clock's steps let two orders have been either's the last, whichever excuses the alert counts.
 */
export function isTrueStill(
  { subject }: Alert,
  commands: readonly Command[],
  { timeline, healedAt, readAt }: Ending,
): boolean {
  const endsOf = ({ updatedAt }: Command) =>
    timeline.realTimes(updatedAt).filter((at) => at > healedAt && at <= readAt);
  const mine = commands.filter(({ target }) =>
    target.kind === subject.kind && target.key === subject.key
  );
  return [...Map.groupBy(mine, ({ action }) => action).values()].some((same) => {
    const good = same.filter(({ state }) => state === "completed").map(endsOf)
      .filter((ends) => ends.length > 0);
    return same.filter(({ state }) => state !== "completed").some((bad) => {
      const latest = Math.max(...endsOf(bad));
      return latest > healedAt && good.every((ends) => Math.min(...ends) <= latest);
    });
  });
}

/** From when everything was well again until the lists were read, in epoch ms, and what the clock did before. */
interface Ending {
  readonly timeline: Timeline;
  readonly healedAt: number;
  readonly readAt: number;
}
