import { z } from "zod";
import { OfferedDraft } from "./schedule.ts";

const HOUR_MS = 3_600_000;
const everyDay = { enabled: false, cron: "0 4 * * *", timeZone: "UTC" } as const;
const keys = { type: "node", params: {}, deadlineMs: null, pauseMs: 600_000 } as const;

/** A schedule that many want, to be taken as it is or changed: it is made by nobody but whoever asks for it. */
export const ScheduleTemplate = z.strictObject({
  id: z.string(),
  description: z.string(),
  draft: OfferedDraft,
}).meta({
  id: "ScheduleTemplate",
  description: "A schedule to begin with; off until switched on.",
});
export type ScheduleTemplate = z.infer<typeof ScheduleTemplate>;

export const ScheduleTemplateList = z.strictObject({ items: z.array(ScheduleTemplate) })
  .meta({ id: "ScheduleTemplateList", description: "Schedules to begin with." });

/**
 * Once every 24 hours, at a quiet hour, one container after the other with ten minutes between. A rotation passes
 * hosts by that are away, for it ends at the first container that fails. Source: node guide, section 4.1 and 4.2.
 */
export const SCHEDULE_TEMPLATES: readonly ScheduleTemplate[] = [
  {
    id: "daily-key-rotation",
    description: "Rotates the session keys of every connected container, once a day.",
    draft: {
      ...everyDay,
      name: "Daily key rotation",
      work: {
        ...keys,
        selection: { scope: "each", filter: { connected: true } },
        command: "rotate_keys",
        waitOnlineMs: null,
      },
      missed: "skip",
      maxLatenessMs: HOUR_MS,
    },
  },
  {
    id: "daily-key-backup",
    description: "Backs up the keys of every container, once a day.",
    draft: {
      ...everyDay,
      name: "Daily key backup",
      work: {
        ...keys,
        selection: { scope: "each", filter: {} },
        command: "backup_keys",
        waitOnlineMs: null,
      },
      missed: "runOnce",
      maxLatenessMs: 6 * HOUR_MS,
    },
  },
];
