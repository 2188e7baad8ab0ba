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

/** The last of its commands that has ended since went wrong as well: fielded builds do not answer every stop. */
export function isTrueStill(
  { subject }: Alert,
  commands: readonly Command[],
  healedAt: number,
): boolean {
  const recent = commands.filter(({ target, updatedAt }) =>
    target.kind === subject.kind && target.key === subject.key && Date.parse(updatedAt) > healedAt
  );
  return [...Map.groupBy(recent, ({ action }) => action).values()].some((mine) =>
    mine.toSorted((one, other) => one.updatedAt < other.updatedAt ? 1 : -1)[0]?.state !==
      "completed"
  );
}
