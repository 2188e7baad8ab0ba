import { backupStored } from "../backups/messages.ts";
import { hostBackupMade, hostBackupMissed } from "../host_backups/messages.ts";
import type { Topic } from "../kernel/mod.ts";
import { containerTarget } from "../nodes/target_keys.ts";
import * as nodes from "../nodes/topics.ts";
import { backupMissed, scheduleRan, scheduleRemoved } from "../schedules/topics.ts";
import { sessionKeyChanged, sessionKeyUnsaved } from "../session_keys/topics.ts";
import * as topics from "../topics.ts";
import type { AlertsContext } from "./alerts_state.ts";
import type { AlertBook } from "./book.ts";
import { lookAt, lookAtMember } from "./looking.ts";
import type { AlertsMessage } from "./messages.ts";
import type { MemberSource } from "./rules/subjects.ts";
import type { SourceName, Sources } from "./sources.ts";

const gone = (kind: string, key: string): AlertsMessage => ({ type: "gone", kind, key });

/** Hears of everything that a rule looks at. */
export function listen(book: AlertBook, ctx: AlertsContext): void {
  const member = <S extends MemberSource>(topic: Topic<Sources[S]>, source: S) =>
    ctx.subscribe(topic, (seen) => lookAtMember(book, source, seen));
  const fact = <S extends SourceName>(topic: Topic<Sources[S]>, source: S) =>
    ctx.subscribe(topic, (seen) => lookAt(book, source, seen));
  member(topics.displayChanged, "display");
  member(topics.syncHostChanged, "syncHost");
  member(topics.cameraChanged, "camera");
  member(nodes.nodeChanged, "node");
  member(nodes.containerChanged, "container");
  fact(topics.wallChanged, "wall");
  fact(topics.commandChanged, "command");
  fact(nodes.nodeSampled, "sample");
  fact(nodes.nodeNoted, "noted");
  fact(nodes.rotationChanged, "rotation");
  fact(backupMissed, "missedBackup");
  fact(backupStored, "storedBackup");
  fact(scheduleRan, "run");
  fact(sessionKeyUnsaved, "unsavedKey");
  ctx.subscribe(sessionKeyChanged, (key) => lookAt(book, "savedKey", key));
  ctx.subscribe(hostBackupMade, () => lookAt(book, "hostBackup", { well: true }));
  ctx.subscribe(hostBackupMissed, () => lookAt(book, "hostBackup", { well: false }));
  listenForEnds(ctx);
}

/** Members that are no more, and groups of displays. */
function listenForEnds(ctx: AlertsContext): void {
  ctx.subscribe(topics.displayRemoved, ({ id }) => gone("display", String(id)));
  ctx.subscribe(topics.syncHostRemoved, ({ id }) => gone("syncHost", String(id)));
  ctx.subscribe(topics.cameraRemoved, ({ id }) => gone("camera", String(id)));
  ctx.subscribe(nodes.nodeRemoved, ({ serverId }) => gone("node", serverId));
  ctx.subscribe(nodes.containerRemoved, ({ serverId, name }) => {
    const { kind, key } = containerTarget(serverId, name);
    return gone(kind, key);
  });
  ctx.subscribe(topics.wallRemoved, ({ name }) => gone("wall", name));
  ctx.subscribe(scheduleRemoved, ({ id }) => gone("schedule", String(id)));
  ctx.subscribe(topics.groupChanged, (group) => ({ type: "groupsSeen", groups: [group] }));
  ctx.subscribe(topics.groupRemoved, ({ id }) => ({ type: "groupGone", id }));
}
