import { CONTAINER_KIND, containerTarget } from "../../../actors/nodes/target_keys.ts";
import type { ContainerSummary, NodeSnapshot, NodeSummary } from "../../../actors/nodes/views.ts";
import type { NodeNote as Note } from "../../../actors/nodes/note_ring.ts";
import type { NodeSample as Sample } from "../../../actors/nodes/topics.ts";
import type { Container } from "../../../protocols/api/container.ts";
import type { Node, NodeDetail, NodeNote, NodeSample } from "../../../protocols/api/node.ts";
import { livenessBody } from "./liveness.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";
import { underMaintenance, type WorkView } from "../requests/under_maintenance.ts";

/** A host as lists and events show it. Named field by field, so that nothing leaves by accident. */
export function nodeBody(node: NodeSummary, view: WorkView): Node {
  const { work } = node;
  return {
    serverId: node.serverId,
    name: node.name,
    version: node.version,
    account: node.account,
    liveness: livenessBody(node.liveness),
    maintenance: underMaintenance(view, "node", node.serverId),
    health: node.health,
    reason: node.reason,
    connected: node.connected,
    secure: node.secure,
    peerAddress: node.peerAddress,
    createdAt: isoTime(node.createdAt),
    intervalMs: node.intervalMs,
    clockOffsetMs: node.clockOffsetMs,
    system: node.system && { ...node.system },
    systemAt: isoTimeOrNull(node.systemAt),
    sequence: { ...node.sequence },
    containers: { ...node.containers },
    work: work && { ...work, sentAt: isoTime(work.sentAt) },
    queued: node.queued,
  };
}

/** A host with its containers and its history. */
export function nodeDetailBody(node: NodeSnapshot, view: WorkView): NodeDetail {
  return {
    ...nodeBody(node, view),
    members: node.members.map((each) => containerBody(each, view)),
    notes: node.notes.map(nodeNoteBody),
  };
}

/** One line of a host's history. */
export function nodeNoteBody({ at, kind, container, detail }: Note): NodeNote {
  return { at: isoTime(at), kind, container, detail };
}

/** A container as lists and events show it. */
export function containerBody(container: ContainerSummary, view: WorkView): Container {
  const { serverId, name, validator, backup } = container;
  const { key } = containerTarget(serverId, name);
  return {
    serverId: container.serverId,
    name: container.name,
    health: container.health,
    reason: container.reason,
    liveness: container.liveness,
    maintenance: underMaintenance(view, CONTAINER_KIND, key),
    present: container.present,
    configured: container.configured,
    createdAt: isoTime(container.createdAt),
    stats: statsBody(container),
    statsAt: isoTimeOrNull(container.statsAt),
    era: container.era,
    eraAt: isoTimeOrNull(container.eraAt),
    validator: validator && { ...validator, at: isoTime(validator.at) },
    payout: payoutBody(container),
    backup: backup && { file: backup.file, at: isoTime(backup.at) },
  };
}

function statsBody({ stats }: ContainerSummary): Container["stats"] {
  if (stats === null) return null;
  const { name: _same, ...rest } = stats;
  return rest;
}

function payoutBody({ payout, payoutAt }: ContainerSummary): Container["payout"] {
  if (payout === null || payoutAt === null) return null;
  const { currentEra, unclaimed, synced, error } = payout;
  return { currentEra, unclaimed, synced, error, at: isoTime(payoutAt) };
}

/** A sample of a host's readings. */
export function nodeSampleBody(sample: Sample): NodeSample {
  return { ...sample, at: isoTime(sample.at), containers: [...sample.containers] };
}
