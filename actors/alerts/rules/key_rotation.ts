import type { Command, CommandState } from "../../ledger/command.ts";
import type { RotationStep } from "../../nodes/rotation/rotation_messages.ts";
import type { AlertText } from "../alert.ts";
import { type Verdict, well, wrong } from "../finding.ts";
import type { Rule } from "../sources.ts";
import { containerSubject } from "./subjects.ts";

/** Two weeks: keys that nobody has looked after by then are known to those who want to know. */
const EXPIRES_MS = 14 * 86_400_000;

const UNSAVED = "unsaved";
const ROTATION = "rotation";

const FAILED: AlertText = { en: "Its keys could not be rotated.", ko: "키를 교체하지 못했습니다." };
const UNKNOWN: AlertText = {
  en: "Nobody knows whether its keys were rotated; check them.",
  ko: "키가 교체되었는지 알 수 없습니다. 확인하세요.",
};
const NOT_SAVED: AlertText = {
  en: "It has a new key, which is not on the disk yet.",
  ko: "새 키를 받았지만 아직 디스크에 저장하지 못했습니다.",
};

/** What each end of a command says of the keys; the others say nothing. */
const ENDS: Readonly<Partial<Record<CommandState, AlertText | null>>> = {
  completed: null,
  failed: FAILED,
  timed_out: UNKNOWN,
  unknown: UNKNOWN,
};

/** Keys were not rotated, or nobody knows; or a new key is not kept. A rotation that works takes it back. */
export const keyRotation: Rule<"keyRotation"> = {
  rule: "keyRotation",
  expiresMs: EXPIRES_MS,
  on: {
    command: (command) => command.order.action === "rotate_keys" ? judgeCommand(command) : [],
    rotation: ({ steps }) => steps.flatMap(judgeStep),
    unsavedKey: ({ serverId, container }) => [
      wrong("keyRotation", containerSubject(serverId, container), {
        reason: NOT_SAVED,
        about: UNSAVED,
      }),
    ],
    savedKey: ({ serverId, container }) => [
      well("keyRotation", containerSubject(serverId, container), UNSAVED),
    ],
  },
};

function judgeCommand({ target, state }: Command): readonly Verdict[] {
  const end = ENDS[state];
  if (end === undefined) return [];
  return end === null
    ? [well("keyRotation", target, ROTATION)]
    : [wrong("keyRotation", target, { reason: end, about: ROTATION })];
}

function judgeStep({ target, state }: RotationStep): readonly Verdict[] {
  if (state === "verified") return [well("keyRotation", target, ROTATION)];
  if (state !== "failed") return [];
  return [wrong("keyRotation", target, { reason: FAILED, about: ROTATION })];
}
