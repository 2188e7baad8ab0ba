import { CHAIN_SYNC_STATES } from "../node_vocabulary.ts";
import { CONTAINER_NAME, CONTAINER_NAME_RULE } from "./container_name.ts";
import type { ContainerStats, SyncState } from "./events.ts";
import { amount, count, isPayload, label, MAX_ENTRIES, MAX_WORD_CHARS, nested } from "./fields.ts";
import type { Payload } from "./fields.ts";
import { badField, type Violation } from "./violation.ts";

/** A Map, so that a state called `constructor` finds nothing. */
const SYNC_STATES: ReadonlyMap<unknown, SyncState> = new Map(
  CHAIN_SYNC_STATES.map((state) => [state, state]),
);

/**
 * Reads the containers of a report. Runs some ten thousand times a second, so each field is read by hand; what is
 * of the wrong type reads as absent, except a name, without which a container is nobody.
 *
 * Clients repeat a container that several of their rules select; repeated ones become one entry.
 */
export function readContainers(value: unknown): readonly ContainerStats[] | Violation {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return badField("data.containers", "must be a list");
  if (value.length > MAX_ENTRIES) {
    return badField("data.containers", `has ${value.length} entries, allowed are ${MAX_ENTRIES}`);
  }
  const read: ContainerStats[] = [];
  for (let at = 0; at < value.length; at++) {
    const given: unknown = value[at];
    if (!isPayload(given)) return badField(`data.containers.${at}`, "must be an object");
    const name = given.name;
    if (typeof name !== "string" || !CONTAINER_NAME.test(name)) {
      return badField(`data.containers.${at}.name`, CONTAINER_NAME_RULE);
    }
    add(read, readContainer(name, given));
  }
  return read;
}

function readContainer(name: string, given: Payload): ContainerStats {
  const cpu = nested(given.cpu);
  const memory = nested(given.memory);
  const network = nested(given.network);
  const disk = nested(given.disk);
  const chain = nested(given.blockchain);
  return {
    id: label(given.id) ?? "",
    name,
    status: label(given.status, MAX_WORD_CHARS) ?? "unknown",
    cpuPercent: amount(cpu.percent) ?? 0,
    cpuCores: amount(cpu.cores),
    memoryUsedBytes: amount(memory.usage) ?? 0,
    memoryLimitBytes: amount(memory.limit),
    memoryPercent: amount(memory.percent),
    networkReceivedBytes: amount(network.rx) ?? 0,
    networkSentBytes: amount(network.tx) ?? 0,
    diskReadBytes: amount(disk.read) ?? 0,
    diskWrittenBytes: amount(disk.write) ?? 0,
    nickname: label(given.nickname) ?? "",
    nodeType: label(given.node_type, MAX_WORD_CHARS),
    imageName: label(given.image_name),
    dataBytes: amount(given.data_size),
    syncState: readSyncState(given.sync_state),
    currentBlock: count(chain.current_block),
    finalizedBlock: count(chain.finalized_block),
    targetBlock: count(chain.target_block),
    peers: count(chain.peers),
  };
}

/** A state that nobody knows is `unknown`; none is null, as databases and the builds 1.0.0 send none. */
function readSyncState(value: unknown): SyncState | null {
  return value === undefined || value === null ? null : SYNC_STATES.get(value) ?? "unknown";
}

function add(read: ContainerStats[], next: ContainerStats): void {
  for (let at = 0; at < read.length; at++) {
    const known = read[at];
    if (known?.name !== next.name) continue;
    read[at] = merged(known, next);
    return;
  }
  read.push(next);
}

/** The first one counts; what it leaves open comes from the other. */
function merged(first: ContainerStats, second: ContainerStats): ContainerStats {
  const told = Object.entries(first).filter(([, value]) => value !== null && value !== "");
  return { ...second, ...Object.fromEntries(told) };
}
