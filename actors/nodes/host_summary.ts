import { describeLiveness, livenessOfRecord } from "../liveness.ts";
import { judgeContainer, judgeNode } from "./container_health.ts";
import { summariseContainer } from "./container_state.ts";
import type { NodeSnapshot, NodeSummary, NodeWork } from "./views.ts";
import { isFollow } from "./logs/log_follow_state.ts";
import type { NodeHostContext, NodeHostState, OpenCommand } from "./node_host_state.ts";
import type { NodeSeat } from "./seat.ts";
import { nodeChanged, type NodeSample } from "./topics.ts";

/** The host as lists and events show it, whether or not its actor runs. */
export function summariseNode(seat: NodeSeat): NodeSummary {
  const { record, system, state, link } = seat;
  return {
    serverId: record.serverId,
    name: system?.hostName ?? record.serverId,
    version: record.version,
    account: record.account,
    liveness: state ? describeLiveness(state.liveness) : livenessOfRecord(record.lastSeenAt),
    ...judgeNode(seat),
    connected: link?.open === true,
    secure: link?.open ? link.secure : null,
    peerAddress: link?.peerAddress ?? record.peerAddress,
    createdAt: record.createdAt,
    intervalMs: record.intervalMs,
    clockOffsetMs: state?.clockOffsetMs ?? null,
    system,
    systemAt: seat.systemAt,
    sequence: seat.sequence.counts(),
    containers: countContainers(seat),
    work: workOf(state),
    queued: countQueued(state),
  };
}

/** The host with its containers and its history. */
export function snapshotNode(seat: NodeSeat): NodeSnapshot {
  const members = [...seat.containers.values()]
    .map((container) => summariseContainer(container, seat))
    .sort((a, b) => a.name < b.name ? -1 : 1);
  return { ...summariseNode(seat), members, notes: seat.notes.list() };
}

/** Tells whoever looks at the fleet that something about this host has changed. */
export function announceNode(state: NodeHostState, ctx: NodeHostContext): void {
  state.announcedReason = judgeNode(state.seat).reason;
  if (!state.forgotten) ctx.publish(nodeChanged, summariseNode(state.seat));
}

/** The readings of a host that move all the time. */
export function sampleNode(seat: NodeSeat, at: number): NodeSample {
  const { system } = seat;
  return {
    serverId: seat.record.serverId,
    at: seat.systemAt ?? at,
    cpuPercent: system?.cpuPercent ?? null,
    memoryPercent: system?.memoryPercent ?? null,
    diskPercent: system?.diskPercent ?? null,
    containers: [...seat.containers.values()].flatMap(({ record, stats, present }) =>
      present && stats
        ? [{
          name: record.name,
          cpuPercent: stats.cpuPercent,
          memoryBytes: stats.memoryUsedBytes,
          height: stats.currentBlock,
          peers: stats.peers,
        }]
        : []
    ),
  };
}

function countContainers(seat: NodeSeat): NodeSummary["containers"] {
  const counts = { running: 0, syncing: 0, stopped: 0, error: 0, unknown: 0 };
  for (const container of seat.containers.values()) {
    counts[judgeContainer(container, seat).health]++;
  }
  const { running, syncing, stopped, error: failing } = counts;
  return { total: seat.containers.size, running, syncing, stopped, failing };
}

function workOf(state: NodeHostState | undefined): NodeWork | null {
  const work = state?.slot ?? firstSent(state);
  if (!work || work.sentAt === null) return null;
  const { command: { id: commandId, order: { action }, target: { name: target } }, sentAt } = work;
  return { commandId, action, target, sentAt, abandoned: "abandoned" in work && work.abandoned };
}

/** Of a client that does several things at a time, the one that it is at for longest. Following a log is no work. */
function firstSent(state: NodeHostState | undefined): OpenCommand | undefined {
  for (const entry of state?.commands.values() ?? []) {
    if (entry.phase === "sent" && !isFollow(entry.command.order)) return entry;
  }
  return undefined;
}

function countQueued(state: NodeHostState | undefined): number {
  let queued = 0;
  for (const { phase } of state?.commands.values() ?? []) if (phase === "queued") queued++;
  return queued;
}
