import type { ActorSystem, Topic } from "../../../actors/kernel/mod.ts";
import { alertChanged } from "../../../actors/alerts/alert.ts";
import { maintenanceChanged } from "../../../actors/alerts/maintenance.ts";
import { backupStored } from "../../../actors/backups/messages.ts";
import { hostBackupMade, hostBackupMissed } from "../../../actors/host_backups/messages.ts";
import type { Load } from "../../../actors/load.ts";
import * as nodeTopics from "../../../actors/nodes/topics.ts";
import * as scheduleTopics from "../../../actors/schedules/topics.ts";
import * as keyTopics from "../../../actors/session_keys/topics.ts";
import * as topics from "../../../actors/topics.ts";
import type { Event } from "../../../protocols/api/event.ts";
import { alertBody, maintenanceBody } from "../bodies/alert.ts";
import { cameraBody } from "../bodies/camera.ts";
import { commandBody, executionBody } from "../bodies/command.ts";
import { displayBody } from "../bodies/display.ts";
import { containerBody, nodeBody, nodeNoteBody, nodeSampleBody } from "../bodies/node.ts";
import { hostBackupBody, missedHostBackupBody } from "../bodies/host_backup.ts";
import { groupBody, presetBody } from "../bodies/preset.ts";
import { readyBody } from "../bodies/ready.ts";
import { rotationBody } from "../routes/rotations.ts";
import {
  missedBackupBody,
  runSummaryBody,
  scheduleBody,
  storedBackupBody,
} from "../bodies/schedule.ts";
import { sessionKeyBody } from "../bodies/session_key.ts";
import { syncHostBody, wallBody } from "../bodies/sync.ts";
import { isoTime } from "../bodies/times.ts";
import type { WorkView } from "../requests/under_maintenance.ts";
import { ANYBODY } from "../requests/withheld_logs.ts";

type EventType = Event["type"];
type DataOf<T extends EventType> = Extract<Event, { readonly type: T }>["data"];

const utf8 = new TextEncoder();

/** One event in the two forms that readers take. Each is made when first needed, and shared by all readers. */
export class EventMessage {
  readonly #id: string;
  readonly #type: EventType;
  readonly #json: string;
  #sse: Uint8Array | undefined;
  #live: string | undefined;

  /** {@link eventMessage} makes one whose data fits its type. */
  constructor(id: string, type: EventType, json: string) {
    this.#id = id;
    this.#type = type;
    this.#json = json;
  }

  /** An SSE message (HTML standard, section 9.2): id, name, and the whole event as one line of JSON. */
  get sse(): Uint8Array {
    return this.#sse ??= utf8.encode(
      `id: ${this.#id}\nevent: ${this.#type}\ndata: ${this.#json}\n\n`,
    );
  }

  /** A WebSocket's text message: the event with its id in front, as JSON. */
  get live(): string {
    return this.#live ??= `{"id":${JSON.stringify(this.#id)},${this.#json.slice(1)}`;
  }
}

/** An event as readers take it. */
export function eventMessage<T extends EventType>(
  id: string,
  type: T,
  at: number,
  data: DataOf<T>,
): EventMessage {
  return new EventMessage(id, type, JSON.stringify({ type, at: isoTime(at), data }));
}

/** What a topic's event becomes in the stream. */
export type Publish = (encode: (id: string) => EventMessage) => void;

/** What the next of its kind makes worthless: left out while there is much to do, and read from histories. */
const TELEMETRY: ReadonlySet<EventType> = new Set(["node.sampled"]);

/** Puts every topic that people look at into the stream. Returns the ways to unsubscribe. */
export function subscribeAll(
  system: Pick<ActorSystem, "subscribe">,
  work: WorkView & { load?(): Pick<Load, "state"> },
  publish: Publish,
): readonly (() => void)[] {
  function on<E, T extends EventType>(topic: Topic<E>, type: T, body: (event: E) => DataOf<T>) {
    return system.subscribe(topic, (event) => {
      if (TELEMETRY.has(type) && work.load !== undefined && work.load().state !== "normal") return;
      const at = work.now();
      publish((id) => eventMessage(id, type, at, body(event)));
    });
  }
  return [
    on(topics.displayChanged, "display.changed", (each) => displayBody(each, work)),
    on(topics.displayRemoved, "display.removed", ({ id, name, into }) => ({ id, name, into })),
    on(
      topics.livenessChanged,
      "member.liveness",
      ({ kind, key, name, from, to, reason }) => ({ kind, key, name, from, to, reason }),
    ),
    on(topics.commandChanged, "command.changed", (row) => commandBody(row, ANYBODY)),
    on(topics.executionStarted, "execution.started", executionBody),
    on(topics.groupChanged, "group.changed", groupBody),
    on(topics.groupRemoved, "group.removed", ({ id }) => ({ id })),
    on(topics.presetChanged, "preset.changed", presetBody),
    on(topics.presetRemoved, "preset.removed", ({ id }) => ({ id })),
    on(topics.syncHostChanged, "syncHost.changed", (each) => syncHostBody(each, work)),
    on(topics.syncHostRemoved, "syncHost.removed", ({ id, name, into }) => ({ id, name, into })),
    on(topics.wallChanged, "wall.changed", (each) => wallBody(each, work)),
    on(topics.wallRemoved, "wall.removed", ({ name }) => ({ name })),
    on(topics.cameraChanged, "camera.changed", (each) => cameraBody(each, work)),
    on(topics.readyChanged, "ready.changed", readyBody),
    on(topics.cameraRemoved, "camera.removed", ({ id, name }) => ({ id, name })),
    on(nodeTopics.nodeChanged, "node.changed", (each) => nodeBody(each, work)),
    on(nodeTopics.nodeRemoved, "node.removed", ({ serverId }) => ({ serverId })),
    on(nodeTopics.containerChanged, "container.changed", (each) => containerBody(each, work)),
    on(
      nodeTopics.containerRemoved,
      "container.removed",
      ({ serverId, name }) => ({ serverId, name }),
    ),
    on(nodeTopics.nodeSampled, "node.sampled", nodeSampleBody),
    on(
      nodeTopics.nodeNoted,
      "node.noted",
      (noted) => ({ serverId: noted.serverId, ...nodeNoteBody(noted) }),
    ),
    on(nodeTopics.rotationChanged, "rotation.changed", rotationBody),
    on(scheduleTopics.scheduleChanged, "schedule.changed", scheduleBody),
    on(scheduleTopics.scheduleRemoved, "schedule.removed", ({ id }) => ({ id })),
    on(scheduleTopics.scheduleRan, "schedule.run", runSummaryBody),
    on(scheduleTopics.backupMissed, "backup.missed", missedBackupBody),
    on(alertChanged, "alert.changed", alertBody),
    on(
      maintenanceChanged,
      "maintenance.changed",
      ({ window, state }) => maintenanceBody(window, state),
    ),
    on(backupStored, "backup.stored", storedBackupBody),
    on(hostBackupMade, "hostBackup.made", hostBackupBody),
    on(hostBackupMissed, "hostBackup.missed", missedHostBackupBody),
    on(keyTopics.sessionKeyChanged, "sessionKey.changed", sessionKeyBody),
    on(keyTopics.sessionKeyImported, "sessionKey.changed", sessionKeyBody),
    on(
      keyTopics.sessionKeyRevealed,
      "sessionKey.revealed",
      ({ stored, requester: { name: by, address } }) => ({
        key: sessionKeyBody(stored),
        by,
        address,
      }),
    ),
    on(
      keyTopics.sessionKeyUnsaved,
      "sessionKey.unsaved",
      ({ serverId, container, reason }) => ({ serverId, container, reason }),
    ),
  ];
}
