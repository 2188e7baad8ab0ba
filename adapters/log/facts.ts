import { getLogger } from "@logtape/logtape";
import type { ActorSystem, LifecycleEvent } from "../../actors/kernel/mod.ts";
import { nodeNoted } from "../../actors/nodes/topics.ts";
import { isRunOver, type ScheduleRun } from "../../actors/schedules/runs.ts";
import { backupMissed, scheduleRan } from "../../actors/schedules/topics.ts";
import { sessionKeyRevealed, sessionKeyUnsaved } from "../../actors/session_keys/topics.ts";
import { type Command, isFinal } from "../../actors/ledger/command.ts";
import type { Execution } from "../../actors/ledger/messages.ts";
import { syncConfigured, syncPollChanged } from "../../actors/sync_hosts/log_topics.ts";
import {
  commandChanged,
  executionStarted,
  livenessChanged,
  wallChanged,
} from "../../actors/topics.ts";
import { logAlertChannels } from "./alert_facts.ts";
import { logAudit } from "./audit_facts.ts";
import { logBackups } from "./backup_facts.ts";
import { logCameraFacts } from "./camera_facts.ts";
import { logLoad } from "./load_facts.ts";

const members = getLogger(["signalbox", "members"]);
const ledger = getLogger(["signalbox", "ledger"]);
const nodes = getLogger(["signalbox", "nodes"]);
const schedules = getLogger(["signalbox", "schedules"]);
const sync = getLogger(["signalbox", "sync"]);
const runtime = getLogger(["signalbox", "actors"]);

type LivenessChange = NonNullable<typeof livenessChanged.event>;

/**
 * Words what the actors publish: one line when a member goes down and one when it is back, one for each
 * command that ended, one for each crash. Returns the way to stop.
 */
export function logFacts(system: ActorSystem): () => void {
  const down = new DownMembers();
  const unsubscribe = [
    system.subscribe(livenessChanged, (change) => sayLiveness(down, change)),
    system.subscribe(commandChanged, sayCommand),
    system.subscribe(executionStarted, sayExecution),
    system.subscribe(syncPollChanged, sayPoll),
    system.subscribe(syncConfigured, saySyncSettings),
    system.subscribe(wallChanged, wallSayer()),
    system.subscribe(nodeNoted, sayNodeNote),
    system.subscribe(sessionKeyUnsaved, sayUnsavedKey),
    system.subscribe(sessionKeyRevealed, sayRevealedKey),
    system.subscribe(scheduleRan, sayRun),
    system.subscribe(backupMissed, sayMissedBackup),
    system.subscribe(system.lifecycle, sayLifecycle),
    ...logCameraFacts(system),
    logBackups(system),
    logLoad(system),
    logAlertChannels(system),
    logAudit(system),
  ];
  return () => unsubscribe.forEach((stop) => stop());
}

function sayLiveness(down: DownMembers, change: LivenessChange): void {
  const { kind, key, name, from, to, reason } = change;
  const facts = { kind, key, name, from, to, reason };
  if (to === "offline") {
    if (down.add(`${kind} ${key}`)) members.warn("{kind} {name} is down: {reason}", facts);
  } else if (to === "online" && (down.remove(`${kind} ${key}`) || from === "offline")) {
    members.info("{kind} {name} is back: {reason}", facts);
  } else {
    members.debug("{kind} {name}: {from} -> {to}, {reason}", facts);
  }
}

/** Who was said to be down. Holds 100,000 names at most; beyond, the longest down is forgotten. */
class DownMembers {
  readonly #keys = new Set<string>();

  /** False when it was said already. */
  add(key: string): boolean {
    if (this.#keys.has(key)) return false;
    const [oldest] = this.#keys;
    if (this.#keys.size >= 100_000 && oldest !== undefined) this.#keys.delete(oldest);
    this.#keys.add(key);
    return true;
  }

  remove(key: string): boolean {
    return this.#keys.delete(key);
  }
}

function sayCommand(command: Command): void {
  // A preset on a thousand displays is one line here and a thousand rows in the ledger; what went wrong is said.
  const routine = !isFinal(command.state) ||
    (command.executionId !== null && command.state === "completed");
  if (routine && !ledger.isEnabledFor("debug")) return;
  const facts = {
    commandId: command.id,
    correlationId: command.correlationId,
    executionId: command.executionId,
    target: command.target.name,
    action: command.order.action,
    requester: command.requester.name,
    state: command.state,
    reason: command.reason ?? "",
    tookMs: command.updatedAt - command.createdAt,
  };
  if (routine) {
    ledger.debug("{action} on {target}: {state} ({commandId})", facts);
  } else if (command.reason === null) {
    ledger.info("{action} on {target} {state} ({commandId})", facts);
  } else {
    ledger.info("{action} on {target} {state}: {reason} ({commandId})", facts);
  }
}

function sayExecution(execution: Execution): void {
  ledger.info("{requester} asked for {action} of preset {preset} ({executionId})", {
    requester: execution.requester.name,
    action: execution.action,
    preset: execution.presetName,
    executionId: execution.id,
  });
}

function sayPoll(poll: NonNullable<typeof syncPollChanged.event>): void {
  const { name, address, port, state, failure, detail } = poll;
  const facts = { name, address, port, failure, detail };
  if (state === "up") sync.info("{name} answers at {address}:{port}", facts);
  else sync.warn("{name} does not answer at {address}:{port}: {detail} ({failure})", facts);
}

function saySyncSettings({ hosts, polls, walls }: NonNullable<typeof syncConfigured.event>): void {
  if (hosts + walls === 0) return;
  sync.info("{hosts} sync host(s), {polls} of them polled, and {walls} wall(s) are configured", {
    hosts,
    polls,
    walls,
  });
}

/** Says each verdict once: a wall is published again when somebody writes a note to it. */
function wallSayer(): (wall: NonNullable<typeof wallChanged.event>) => void {
  // As many as walls can be configured.
  const said = new Map<string, number>();
  return ({ name, verdict, reason, culprits, entryId }) => {
    if (said.get(name) === entryId) return;
    said.set(name, entryId);
    const who = culprits.map(({ host, condition }) => `${host} ${condition}`).join(", ");
    const facts = { name, verdict, reason, culprits: who };
    if (verdict === "synced") sync.info("wall {name} is {verdict}: {reason}", facts);
    else sync.warn("wall {name} is {verdict}: {reason} {culprits}", facts);
  };
}

type NodeNoted = NonNullable<typeof nodeNoted.event>;
type UnsavedKey = NonNullable<typeof sessionKeyUnsaved.event>;

function sayNodeNote({ serverId, container, kind, detail }: NodeNoted): void {
  nodes.info("{kind} on {serverId}/{container}: {detail}", {
    serverId,
    container: container ?? "",
    kind,
    detail,
  });
}

/** The one thing that a person has to see at once: a key that only the memory knows. */
function sayRevealedKey({ stored, requester }: NonNullable<typeof sessionKeyRevealed.event>): void {
  const { serverId, container, masked } = stored;
  const facts = { by: requester.name, address: requester.address, serverId, container, masked };
  nodes.warn(
    "{by} ({address}) was given the session key {masked} of {serverId}/{container}",
    facts,
  );
}

function sayUnsavedKey({ serverId, container, reason }: UnsavedKey): void {
  nodes.error("the session key of {serverId}/{container} is not on the disk: {reason}", {
    serverId,
    container,
    reason,
  });
}

function sayRun({ id, scheduleName, state, reason, counts }: ScheduleRun): void {
  const { completed, total } = counts;
  const facts = {
    runId: id,
    schedule: scheduleName,
    state,
    reason: reason ?? "",
    completed,
    total,
  };
  if (state === "completed") {
    schedules.info("schedule {schedule} {state}: {completed} of {total} ({runId})", facts);
  } else if (isRunOver(state)) {
    schedules.warn("schedule {schedule} {state}: {completed} of {total} {reason} ({runId})", facts);
  }
}

function sayMissedBackup(missed: NonNullable<typeof backupMissed.event>): void {
  const { scheduleName: schedule, runId, target, reason } = missed;
  const facts = { schedule, runId, target: target ?? "its containers", reason };
  schedules.warn("the backup of {target} by schedule {schedule} did not come: {reason}", facts);
}

function sayLifecycle(event: LifecycleEvent): void {
  const { path, kind, key, type } = event;
  const facts = { path, kind, key, type, error: event.error ?? "", delayMs: event.delayMs ?? 0 };
  switch (type) {
    case "crashed":
      return runtime.error("{path} crashed: {error}", facts);
    case "escalated":
      return runtime.error("{path} gave up and failed its supervisor: {error}", facts);
    case "abandoned":
      return runtime.error("{path} did not stop in time and was abandoned", facts);
    case "coolingDown":
      return runtime.warn("{path} crashed too often and rests for {delayMs} ms: {error}", facts);
    case "ioPollFailed":
      return runtime.warn("sockets are polled the slow way while actors are busy: {error}", facts);
    case "stormBegan":
      return runtime.error(
        "many of those below {path} crash; they are started again one by one",
        facts,
      );
    case "stormEnded":
      return runtime.info("below {path}, the crashes have ended", facts);
    case "snapshotFailed":
      return runtime.error("{path} could not save its state, and goes on: {error}", facts);
    case "passivated":
      return runtime.debug("{path} rests until it is needed", facts);
    case "activated":
      return runtime.debug("{path} is needed again", facts);
    case "restarted":
      return runtime.info("{path} was started again", facts);
    case "stopped":
      return runtime.debug("{path} stopped", facts);
  }
}
