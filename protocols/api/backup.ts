import { z } from "zod";
import { ContainerName, ServerId } from "./node_names.ts";
import { pageOf } from "./page.ts";
import { Cursor, Id, Limit, Time } from "./scalars.ts";

const facts = {
  serverId: z.string(),
  container: z.string(),
  file: z.string().nullable().meta({
    description: "On the client's machine; null: the client did not tell it.",
  }),
  at: Time,
  source: z.enum(["message", "command"]).meta({
    description: "message: the client told of it by itself. command: the answer to backup_keys.",
  }),
  commandId: z.string().nullable(),
};

/** A backup of keys that a client has just told of. */
export const StoredBackup = z.strictObject(facts)
  .meta({ id: "StoredBackup", description: "A backup of a container's keys." });

/** A backup of keys that a client told of. */
export const Backup = z.strictObject({ id: Id, ...facts })
  .meta({ id: "Backup", description: "A backup of a container's keys." });
export type Backup = z.infer<typeof Backup>;

export const BackupPage = pageOf(Backup, "BackupPage");
export type BackupPage = z.infer<typeof BackupPage>;

/** Filters of the list. */
export const BackupQuery = z.strictObject({
  serverId: ServerId.optional(),
  container: ContainerName.optional(),
  cursor: Cursor.optional(),
  limit: Limit,
});

/** A scheduled backup that did not come. */
export const MissedBackup = z.strictObject({
  scheduleId: Id,
  scheduleName: z.string(),
  runId: z.string(),
  dueAt: Time,
  target: z.string().nullable().meta({
    description: "server id/container; null: all of those that were not begun.",
  }),
  reason: z.string(),
}).meta({ id: "MissedBackup", description: "A scheduled backup of keys that did not come." });
