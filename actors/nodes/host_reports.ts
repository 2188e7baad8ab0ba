import type { KeepBackup } from "../backups/messages.ts";
import { isBusy } from "./commands/command_slot.ts";
import { onAnswer } from "./commands/command_answers.ts";
import { onOutput } from "./logs/log_output.ts";
import { announceNode } from "./host_summary.ts";
import { judgeNode, missingNodes } from "./container_health.ts";
import { onKeyUpdated } from "./key_saving.ts";
import type { NodeLink } from "./link.ts";
import type { NodeMemberEvent } from "./messages.ts";
import { type NodeHostContext, type NodeHostState, seatOf } from "./node_host_state.ts";
import { noteNode } from "./noting.ts";
import { countReading, momentOf } from "./reading_order.ts";
import { amend } from "./seat.ts";
import { onSummary } from "./summaries.ts";

type BackupCompleted = Extract<NodeMemberEvent, { readonly type: "backupCompleted" }>;
type Stats = Extract<NodeMemberEvent, { readonly type: "statsReported" }>;

/** Builds that read nothing while they carry out a command, and need no acknowledgement. */
const QUIET_VERSION = /^1\.1(\.|$)/;

/** Takes in what the client that holds the server id has said. */
export function takeIn(
  state: NodeHostState,
  link: NodeLink,
  event: NodeMemberEvent,
  ctx: NodeHostContext,
): void {
  switch (event.type) {
    case "statsReported":
      onStats(state, event, ctx);
      return acknowledge(state, link, { type: "statsReceived", sequence: event.sequence });
    case "summaryReported":
      onSummary(state, event, ctx);
      return acknowledge(state, link, { type: "summaryReceived", sequence: event.sequence });
    case "heartbeatReceived":
      if (event.at !== null) state.clockOffsetMs = event.at - ctx.now();
      return acknowledge(state, link, { type: "heartbeatReceived" });
    case "pingReceived":
      return link.say({ type: "pongReturned" });
    case "pongReceived":
      return;
    case "commandAnswered":
      return onAnswer(state, link, event, ctx);
    case "outputReported":
      return onOutput(state, link, event, ctx);
    case "validatorReported": {
      const seat = seatOf(state, event.container, ctx);
      return void seat?.ref?.tell({ type: "validatorChanged", event, at: ctx.now() });
    }
    case "keyUpdated":
      return onKeyUpdated(state, link, event, ctx);
    case "backupCompleted":
      return onBackup(state, link, event, ctx);
  }
}

/** How long a client's word of a backup is worth an acknowledgement; it is kept all the same. */
const BACKUP_ACK_MS = 60_000;

/** The acknowledgement goes out when the news is on the disk. */
function onBackup(
  state: NodeHostState,
  link: NodeLink,
  { container, backupFile: file }: BackupCompleted,
  ctx: NodeHostContext,
): void {
  const at = ctx.now();
  seatOf(state, container, ctx)?.ref?.tell({ type: "backupTold", file, at });
  const { serverId } = state.seat.record;
  const backup = { serverId, container, file, at, source: "message", commandId: null } as const;
  const question: KeepBackup = { type: "keepBackup", backup };
  state.args.backups.ask(question, { timeoutMs: BACKUP_ACK_MS }).then(
    (kept) => kept.ok && link.say({ type: "backupStored", container }),
    // Nobody is told what is not on the disk.
    () => {},
  );
}

/**
 * Builds 1.1 carry a command out in the loop that reads, with room for 32 frames: acknowledgements, which they can do
 * without, would fill it and end the connection. Build 1.0 waits for each, and gets it.
 */
function acknowledge(
  state: NodeHostState,
  link: NodeLink,
  word: Parameters<NodeLink["say"]>[0],
): void {
  if (isBusy(state) && QUIET_VERSION.test(state.seat.record.version)) return;
  link.say(word);
}

function onStats(state: NodeHostState, event: Stats, ctx: NodeHostContext): void {
  const live = countReading(state, event, ctx);
  if (live === undefined) return;
  const at = momentOf(state, event.at, ctx.now());
  if (!live) {
    for (const stats of event.containers) {
      seatOf(state, stats.name, ctx)?.ref?.tell({ type: "containerReported", stats, at, live });
    }
    return;
  }
  const { seat } = state;
  if (seat.system === null) seat.healthMoved = true;
  const hadDocker = seat.system?.dockerAvailable ?? null;
  seat.system = event.system;
  seat.systemAt = at;
  if (event.intervalMs !== null && event.intervalMs !== seat.record.intervalMs) {
    amend(seat, { intervalMs: event.intervalMs });
    state.liveness = { ...state.liveness, protocolIntervalMs: event.intervalMs };
  }
  noteDocker(state, hadDocker, event.system.dockerAvailable, ctx);
  reportContainers(state, event, at, ctx);
  configure(state, event.configuredNodes, ctx);
  if (seat.healthMoved) announceHealth(state, ctx);
}

function announceHealth(state: NodeHostState, ctx: NodeHostContext): void {
  state.seat.healthMoved = false;
  if (judgeNode(state.seat).reason !== state.announcedReason) announceNode(state, ctx);
}

function noteDocker(
  state: NodeHostState,
  before: boolean | null,
  after: boolean | null,
  ctx: NodeHostContext,
): void {
  if (before === after) return;
  state.seat.healthMoved = true;
  if (before === false || after === false) retellContainers(state);
  if (after === false && before !== false) noteNode(state.seat, ctx, "dockerLost", null);
  if (after === true && before === false) noteNode(state.seat, ctx, "dockerBack", null);
}

function reportContainers(
  state: NodeHostState,
  event: Stats,
  at: number,
  ctx: NodeHostContext,
): void {
  const report = ++state.reports;
  for (const stats of event.containers) {
    const seat = seatOf(state, stats.name, ctx);
    if (!seat) continue;
    seat.seenIn = report;
    seat.ref?.tell({ type: "containerReported", stats, at, live: true });
  }
  // One cause, one event: while Docker does not answer, nobody knows what runs.
  if (event.system.dockerAvailable === false) return;
  for (const seat of state.seat.containers.values()) {
    if (seat.present && seat.seenIn !== report) seat.ref?.tell({ type: "containerMissing" });
  }
}

/** What should run here. Builds that do not say leave what was said before. */
function configure(
  state: NodeHostState,
  configured: readonly string[],
  ctx: NodeHostContext,
): void {
  const before = state.seat.record.configuredNodes;
  if (configured.length === 0 || same(configured, before)) return;
  amend(state.seat, { configuredNodes: configured });
  state.seat.healthMoved = true;
  const running = [...state.seat.containers.values()]
    .filter((seat) => seat.seenIn === state.reports)
    .map((seat) => seat.record.name);
  for (const name of missingNodes(configured, running)) seatOf(state, name, ctx);
  retellContainers(state);
}

function retellContainers({ seat }: NodeHostState): void {
  for (const { ref } of seat.containers.values()) ref?.tell({ type: "hostChanged" });
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
