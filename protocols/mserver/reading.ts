import { CONTAINER_NAME } from "./container_name.ts";
import { readContainers } from "./containers.ts";
import type { NodeReading, SystemStats } from "./events.ts";
import { amount, count, epochMs, isPayload, label, MAX_ENTRIES } from "./fields.ts";
import type { Payload } from "./fields.ts";
import { badField, type Violation } from "./violation.ts";

/** An interval longer than a day is none: the clients count in seconds, their installer's default is 1. */
const MAX_INTERVAL_S = 86_400;

/**
 * Reads what stats and summary share (fielded builds M11 and M10). `timestamp` and `data` are required; everything
 * else reads as absent when it is missing or odd, so that no build loses a reading for one field.
 *
 * Each field is read by hand: this is most of what the control host does all day, and a schema library took more
 * time for it than parsing and acknowledging the frame together.
 */
export function readReading(frame: Payload): NodeReading | Violation {
  const { data } = frame;
  if (!isPayload(data)) return badField("data", "must be an object");
  const at = epochMs(frame.timestamp ?? data.timestamp);
  if (at === null) return badField("timestamp", "must be a time in milliseconds or seconds");
  const containers = readContainers(data.containers);
  if ("type" in containers) return containers;
  return {
    at,
    sequence: count(frame.sequence ?? data.sequence),
    intervalMs: readInterval(frame.interval ?? data.interval),
    system: readSystem(data.system),
    containers,
    configuredNodes: readConfigured(data.configured_nodes),
  };
}

function readInterval(value: unknown): number | null {
  const seconds = amount(value);
  return seconds === null || seconds === 0 || seconds > MAX_INTERVAL_S ? null : seconds * 1_000;
}

/**
 * Builds 1.0.0 say `memory_*` of the whole machine. Builds 1.1.0 say `docker_memory_*`, of what Docker may use, and
 * of the machine only the total; so the total beside a used amount is the one that it is a part of.
 */
function readSystem(value: unknown): SystemStats {
  if (!isPayload(value)) return NO_SYSTEM;
  const docker = value.docker_available;
  const hasDocker = docker !== false;
  const dockerTotal = hasDocker ? positive(value.docker_memory_total) : null;
  return {
    hostName: label(value.host_name),
    cpuModel: label(value.cpu_model),
    cpuPercent: amount(value.cpu_usage),
    cpuCores: amount(value.cpu_cores),
    memoryTotalBytes: dockerTotal ?? positive(value.host_memory_total) ??
      amount(value.memory_total),
    memoryUsedBytes: (hasDocker ? amount(value.docker_memory_used) : null) ??
      amount(value.memory_used),
    memoryPercent: (hasDocker ? amount(value.docker_memory_percent) : null) ??
      amount(value.memory_used_percent),
    swapTotalBytes: amount(value.swap_total),
    swapUsedBytes: amount(value.swap_used),
    diskTotalBytes: amount(value.disk_total),
    diskUsedBytes: amount(value.disk_used),
    diskPercent: amount(value.disk_percent),
    uptimeSeconds: amount(value.uptime),
    dockerAvailable: typeof docker === "boolean" ? docker : null,
  };
}

/** Totals are 0 where a build could not find out. */
function positive(value: unknown): number | null {
  return amount(value) || null;
}

const NO_SYSTEM: SystemStats = Object.freeze(readSystem({}));

/**
 * `[""]` is how an empty setting comes out of the clients' configuration, and one that was written with blanks after
 * its commas keeps them.
 */
function readConfigured(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  const names: string[] = [];
  for (const given of value.slice(0, MAX_ENTRIES)) {
    const name = typeof given === "string" ? given.trim() : "";
    if (CONTAINER_NAME.test(name)) names.push(name);
  }
  return names.length > 1 ? [...new Set(names)] : names;
}
