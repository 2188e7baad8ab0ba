import { accept } from "../../../../actors/outcome.ts";
import type { SchedulesMessage } from "../../../../actors/schedules/messages.ts";
import type { MemoryStores } from "../../../support/stores/memory_stores.ts";
import {
  sampleRun,
  sampleSchedule,
  sampleScheduleView,
} from "../../../support/samples/schedule_samples.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { StubRef } from "./stub_ref.ts";

/** Schedules that take everything. */
export function stubSchedules(): StubRef<SchedulesMessage> {
  const one = () => accept(sampleScheduleView(1));
  return new StubRef<SchedulesMessage>({
    listSchedules: () => [sampleScheduleView(1), sampleScheduleView(2, { lastRun: null })],
    findSchedule: one,
    createSchedule: one,
    updateSchedule: one,
    deleteSchedule: () => accept(null),
    runSchedule: ({ idempotency }) => {
      const orderedBy = { name: "operator", address: "local" };
      const manual = { trigger: "manual", state: "starting", endedAt: null, orderedBy } as const;
      return accept({ run: sampleRun(1, AT, manual), replayed: idempotency?.key === "again" });
    },
  });
}

/** A history of two runs, and a backup of each kind. */
export async function fillSchedules({ schedules, backups }: MemoryStores): Promise<void> {
  await schedules.commit([
    { type: "scheduleSaved", schedule: sampleSchedule(1) },
    { type: "runSaved", run: sampleRun(1, AT) },
    { type: "runSaved", run: sampleRun(1, AT + 60_000, { state: "skipped", reason: "because" }) },
  ]);
  const backup = { serverId: "HOST-1", container: "3node0", at: AT } as const;
  await backups.commit([
    {
      type: "backupAdded",
      backup: { ...backup, file: "k.tar.gz", source: "message", commandId: null },
      keepEach: 9,
    },
    {
      type: "backupAdded",
      backup: { ...backup, file: null, source: "command", commandId: "cmd_1" },
      keepEach: 9,
    },
  ]);
}
