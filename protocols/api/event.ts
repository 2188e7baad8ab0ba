import { z } from "zod";
import { Alert } from "./alert.ts";
import { MissedBackup, StoredBackup } from "./backup.ts";
import { MaintenanceWindow } from "./maintenance.ts";
import { Camera } from "./camera.ts";
import { Command } from "./command.ts";
import { Display } from "./display.ts";
import { Execution } from "./execution.ts";
import { Group } from "./group.ts";
import { Container } from "./container.ts";
import { HostBackup, MissedHostBackup } from "./host_backup.ts";
import { Node, NodeNote, NodeSample } from "./node.ts";
import { Rotation } from "./node_command.ts";
import { SessionKey, SessionKeyReveal } from "./session_key.ts";
import { Ready } from "./ready.ts";
import { Preset } from "./preset.ts";
import { Id, Liveness, Time } from "./scalars.ts";
import { Schedule, ScheduleRunSummary } from "./schedule.ts";
import { SyncHost } from "./sync_host.ts";
import { Wall } from "./wall.ts";

function event<T extends string, D extends z.ZodType>(type: T, data: D) {
  return z.strictObject({ type: z.literal(type), at: Time, data });
}

const Nothing = z.strictObject({});
const Removed = z.strictObject({ id: Id });
const RemovedInto = z.strictObject({ id: Id, name: z.string(), into: Id.nullable() });

/**
 * One message of the event stream. `ready` opens a stream, and `reset` one that could not be resumed: read the
 * lists again. The id of the SSE message is `<boot>-<sequence>`.
 */
export const Event = z.discriminatedUnion("type", [
  event("ready", Nothing),
  event("reset", Nothing),
  event("display.changed", Display),
  event("display.removed", RemovedInto),
  event(
    "member.liveness",
    z.strictObject({
      kind: z.string(),
      key: z.string(),
      name: z.string(),
      from: Liveness,
      to: Liveness,
      reason: z.string(),
    }),
  ),
  event("command.changed", Command),
  event("execution.started", Execution),
  event("group.changed", Group),
  event("group.removed", Removed),
  event("preset.changed", Preset),
  event("preset.removed", Removed),
  event("syncHost.changed", SyncHost),
  event("syncHost.removed", RemovedInto),
  event("wall.changed", Wall),
  event("wall.removed", z.strictObject({ name: z.string() })),
  event("camera.changed", Camera),
  event("camera.removed", z.strictObject({ id: Id, name: z.string() })),
  event("node.changed", Node),
  event("node.removed", z.strictObject({ serverId: z.string() })),
  event("container.changed", Container),
  event("container.removed", z.strictObject({ serverId: z.string(), name: z.string() })),
  event("node.sampled", NodeSample),
  event("node.noted", z.strictObject({ serverId: z.string(), ...NodeNote.shape })),
  event("rotation.changed", Rotation),
  event("schedule.changed", Schedule),
  event("schedule.removed", Removed),
  event("schedule.run", ScheduleRunSummary),
  event("ready.changed", Ready),
  event("alert.changed", Alert),
  event("maintenance.changed", MaintenanceWindow),
  event("backup.stored", StoredBackup),
  event("backup.missed", MissedBackup),
  event("hostBackup.made", HostBackup),
  event("hostBackup.missed", MissedHostBackup),
  event("sessionKey.changed", SessionKey),
  event("sessionKey.revealed", SessionKeyReveal),
  event(
    "sessionKey.unsaved",
    z.strictObject({ serverId: z.string(), container: z.string(), reason: z.string() }),
  ),
]).meta({ id: "Event", description: "One message of the event stream." });
export type Event = z.infer<typeof Event>;
