import type { SyncState } from "../../protocols/mserver/events.ts";
import { isNodeName } from "./rules.ts";
import type { ContainerHealth, NodeHealth } from "./views.ts";
import type { ContainerSeat, NodeSeat } from "./seat.ts";

/** A health with its reason, in one sentence. */
export interface Verdict<H> {
  readonly health: H;
  readonly reason: string;
}

const verdict = <H>(health: H, reason: string): Verdict<H> => ({ health, reason });

const RUNNING = verdict<ContainerHealth>("running", "Running.");
const SYNCED = verdict<ContainerHealth>("running", "In step with its chain.");
const STOPPED = verdict<ContainerHealth>("stopped", "Configured to run, and not running.");
const GONE = verdict<ContainerHealth>("stopped", "Not running any more.");
const UNKNOWN = verdict<ContainerHealth>("unknown", "Not heard of yet.");
const DOCKER_SILENT = verdict<ContainerHealth>("unknown", "Docker does not answer on its host.");

const BY_SYNC: Readonly<Record<SyncState, Verdict<ContainerHealth>>> = {
  synced: SYNCED,
  checking: verdict("syncing", "Looks where its chain is."),
  initializing: verdict("syncing", "Starting."),
  syncing: verdict("syncing", "Fetches its chain."),
  catching_up: verdict("syncing", "More than 100 blocks behind the newest."),
  no_peers: verdict("error", "Runs, and has no peers."),
  offline: verdict("error", "Runs, and its node does not answer."),
  unknown: verdict("running", "Running; how far it is with its chain is not known."),
};

/** Docker's words for a container that does not do its work. */
const FAILING: ReadonlySet<string> = new Set(["restarting", "dead", "unhealthy", "paused"]);
const ENDED: ReadonlySet<string> = new Set(["exited", "created", "removing"]);

/** Whether a container does what it should, whether or not its host can be heard. */
export function judgeContainer(seat: ContainerSeat, host: NodeSeat): Verdict<ContainerHealth> {
  const { stats, present } = seat;
  const dockerSilent = host.system?.dockerAvailable === false;
  if (!present) {
    if (isConfigured(host, seat.record.name)) return dockerSilent ? DOCKER_SILENT : STOPPED;
    return stats === null ? UNKNOWN : GONE;
  }
  if (dockerSilent) return DOCKER_SILENT;
  if (stats === null) return UNKNOWN;
  if (FAILING.has(stats.status)) return verdict("error", `Docker says: ${stats.status}.`);
  if (ENDED.has(stats.status)) return GONE;
  return stats.syncState === null ? RUNNING : BY_SYNC[stats.syncState];
}

/** True when the host says that a container of this name should run. */
export function isConfigured({ record }: NodeSeat, name: string): boolean {
  return record.configuredNodes.includes(name);
}

/**
 * Configured names that should be shown as stopped when nothing of this name runs. Clients take a configured name as
 * a part of names, so that one which is no container's full name counts as there when any name has it in it.
 */
export function missingNodes(configured: readonly string[], running: readonly string[]): string[] {
  const there = new Set(running);
  return configured.filter((name) =>
    !there.has(name) && (isNodeName(name) || !running.some((other) => other.includes(name)))
  );
}

/** A host is as well as the worst of what runs on it. */
export function judgeNode(seat: NodeSeat): Verdict<NodeHealth> {
  if (seat.system === null) return verdict("unknown", "It has not reported yet.");
  if (seat.system.dockerAvailable === false) return verdict("error", "Docker does not answer.");
  const worst = new Map<ContainerHealth, string>();
  for (const container of seat.containers.values()) {
    const { health } = judgeContainer(container, seat);
    const { name } = container.record;
    if (health === "stopped" && !isConfigured(seat, name)) continue;
    if (!worst.has(health)) worst.set(health, name);
  }
  const failing = worst.get("error");
  if (failing !== undefined) return verdict("error", `${failing} has failed.`);
  const stopped = worst.get("stopped");
  if (stopped !== undefined) return verdict("degraded", `${stopped} should run, and does not.`);
  const syncing = worst.get("syncing");
  if (syncing !== undefined) return verdict("degraded", `${syncing} has not caught up.`);
  return verdict("ok", "Everything that should run runs.");
}
