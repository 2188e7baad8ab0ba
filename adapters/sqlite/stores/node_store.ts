import type {
  ContainerRecord,
  NodeChange,
  NodeRecord,
  NodeStore,
} from "../../../actors/nodes/store.ts";
import { ChangeStore } from "./change_store.ts";
import { removeHistory } from "./history_store.ts";
import { IdCounter } from "../id_counter.ts";
import type { Statement } from "../writer/writer_messages.ts";

const SAVE_NODE = `INSERT OR REPLACE INTO nodes (server_id, version, account, created_at,
  last_seen_at, reported_offline, peer_address, interval_ms, configured_nodes, system, system_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const SAVE_CONTAINER = `INSERT OR REPLACE INTO containers (id, server_id, name, created_at, present,
  stats, stats_at, era, era_at, validator, payout, payout_at, backup)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const REMOVE_NODE = "DELETE FROM nodes WHERE server_id = ?";
const REMOVE_CONTAINER = "DELETE FROM containers WHERE id = ?";

interface NodeRow {
  readonly server_id: string;
  readonly version: string;
  readonly account: string | null;
  readonly created_at: number;
  readonly last_seen_at: number | null;
  readonly reported_offline: number;
  readonly peer_address: string | null;
  readonly interval_ms: number | null;
  readonly configured_nodes: string;
  readonly system: string | null;
  readonly system_at: number | null;
}

interface ContainerRow {
  readonly id: number;
  readonly server_id: string;
  readonly name: string;
  readonly created_at: number;
  readonly present: number;
  readonly stats: string | null;
  readonly stats_at: number | null;
  readonly era: number | null;
  readonly era_at: number | null;
  readonly validator: string | null;
  readonly payout: string | null;
  readonly payout_at: number | null;
  readonly backup: string | null;
}

/** Node hosts and containers on disk. */
export class SqliteNodeStore extends ChangeStore<NodeChange> implements NodeStore {
  readonly #ids = new IdCounter(this.reader, "last_container_id");

  nodes(): readonly NodeRecord[] {
    return this.reader.all<NodeRow>("SELECT * FROM nodes ORDER BY server_id").map(nodeOf);
  }

  containers(): readonly ContainerRecord[] {
    return this.reader.all<ContainerRow>("SELECT * FROM containers ORDER BY id").map(containerOf);
  }

  nextContainerId(): number {
    return this.#ids.next();
  }

  protected override statements(change: NodeChange): readonly Statement[] {
    switch (change.type) {
      case "nodeSaved":
        return [saveNode(change.node)];
      case "nodeRemoved":
        return this.#removeNode(change.serverId);
      case "containerSaved":
        return [saveContainer(change.container), this.#ids.used(change.container.id)];
      case "containerRemoved":
        return removeContainer(change.id);
    }
  }

  #removeNode(serverId: string): readonly Statement[] {
    const sql = "SELECT id FROM containers WHERE server_id = ?";
    const containers = this.reader.all<{ id: number }>(sql, serverId);
    return [...containers.flatMap(({ id }) => removeContainer(id)), [REMOVE_NODE, [serverId]]];
  }
}

function removeContainer(id: number): readonly Statement[] {
  return [...removeHistory(id), [REMOVE_CONTAINER, [id]]];
}

function saveNode(node: NodeRecord): Statement {
  return [SAVE_NODE, [
    node.serverId,
    node.version,
    node.account,
    node.createdAt,
    node.lastSeenAt,
    Number(node.reportedOffline),
    node.peerAddress,
    node.intervalMs,
    JSON.stringify(node.configuredNodes),
    jsonOrNull(node.system),
    node.systemAt,
  ]];
}

function saveContainer(container: ContainerRecord): Statement {
  return [SAVE_CONTAINER, [
    container.id,
    container.serverId,
    container.name,
    container.createdAt,
    Number(container.present),
    jsonOrNull(container.stats),
    container.statsAt,
    container.era,
    container.eraAt,
    jsonOrNull(container.validator),
    jsonOrNull(container.payout),
    container.payoutAt,
    jsonOrNull(container.backup),
  ]];
}

function nodeOf(row: NodeRow): NodeRecord {
  return {
    serverId: row.server_id,
    version: row.version,
    account: row.account,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    reportedOffline: row.reported_offline === 1,
    peerAddress: row.peer_address,
    intervalMs: row.interval_ms,
    configuredNodes: JSON.parse(row.configured_nodes),
    system: parsed(row.system),
    systemAt: row.system_at,
  };
}

function containerOf(row: ContainerRow): ContainerRecord {
  return {
    id: row.id,
    serverId: row.server_id,
    name: row.name,
    createdAt: row.created_at,
    present: row.present === 1,
    stats: parsed(row.stats),
    statsAt: row.stats_at,
    era: row.era,
    eraAt: row.era_at,
    validator: parsed(row.validator),
    payout: parsed(row.payout),
    payoutAt: row.payout_at,
    backup: parsed(row.backup),
  };
}

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function parsed<T>(json: string | null): T | null {
  return json === null ? null : JSON.parse(json);
}
