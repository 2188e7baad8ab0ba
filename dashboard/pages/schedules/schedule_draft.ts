import type { Schedule, ScheduleDraft } from "../../../protocols/api/schedule.ts";

/** What a schedule has done. */
export type Work = Schedule["work"];

/** A schedule while it is being edited. */
export interface EditedSchedule {
  readonly name: string;
  readonly enabled: boolean;
  readonly cron: string;
  readonly timeZone: string;
  readonly missed: "skip" | "runOnce";
  readonly maxLatenessMs: number;
  readonly work: Work;
}

const HOUR_MS = 3_600_000;

/** A schedule that runs a preset every morning, off until somebody looked at it. */
export function blankSchedule(presetId: number): EditedSchedule {
  return {
    name: "",
    enabled: true,
    cron: "0 4 * * *",
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    missed: "skip",
    maxLatenessMs: HOUR_MS,
    work: presetWork(presetId),
  };
}

/** A schedule, or what a template offers, as it can be edited. */
export function editable(
  { name, enabled, cron, timeZone, missed, maxLatenessMs, work }: EditedSchedule,
): EditedSchedule {
  return { name, enabled, cron, timeZone, missed, maxLatenessMs, work };
}

/** What is sent to the control host, which judges it. */
export function bodyOf(draft: EditedSchedule): Partial<ScheduleDraft> {
  return { ...draft, name: draft.name.trim() };
}

const SECOND_MS = 1_000;
const TIMING = { deadlineMs: 60 * SECOND_MS, waitOnlineMs: null } as const;

/** Runs a preset. */
export function presetWork(presetId: number): Work {
  return { type: "preset", presetId, action: "execute", ...TIMING };
}

/** Checks a display. */
export function displayWork(displayId: number): Work {
  return { type: "display", displayId, order: { action: "check", ...TIMING } };
}

type DisplayOrder = Extract<Work, { type: "display" }>["order"];

/** A machine takes its time to start, and to end. */
const POWER_MS = 300 * SECOND_MS;

/** What a display is to do, by the word of the choice; undefined where it is none. */
export function displayOrder(
  chosen: string,
  timing: Pick<DisplayOrder, "deadlineMs" | "waitOnlineMs">,
): DisplayOrder | undefined {
  const slow = { ...timing, deadlineMs: Math.max(timing.deadlineMs, POWER_MS) };
  switch (chosen) {
    case "execute":
      return { action: chosen, command: "", presetId: null, ...timing };
    case "stop":
      return { action: chosen, presetId: null, ...timing };
    case "check":
      return { action: chosen, ...timing };
    case "wake":
      return { action: chosen, ...slow };
    case "restart":
    case "shutdown":
      return { action: "power", what: chosen, ...slow };
    default:
      return undefined;
  }
}

/** Asks every connected container how it is. */
export function nodeWork(): Work {
  return {
    type: "node",
    selection: { scope: "each", filter: { connected: true } },
    command: "status",
    params: {},
    deadlineMs: null,
    waitOnlineMs: null,
    pauseMs: 10 * 60 * SECOND_MS,
  };
}
