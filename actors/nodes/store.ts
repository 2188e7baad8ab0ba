import type { AuditLine } from "../audit/audit_line.ts";
import type { ContainerStats, PayoutCheck, SystemStats } from "../../protocols/mserver/events.ts";

/** What is kept of a node host on disk. Times are epoch ms of our clock. */
export interface NodeRecord {
  readonly serverId: string;
  readonly version: string;
  /** The device account that registered last; null: none ever did. */
  readonly account: string | null;
  readonly createdAt: number;
  readonly lastSeenAt: number | null;
  /** Said once already, so that our own restart does not say it again. */
  readonly reportedOffline: boolean;
  readonly peerAddress: string | null;
  /** The interval that the client said it reports in; null until it did. */
  readonly intervalMs: number | null;
  readonly configuredNodes: readonly string[];
  readonly system: SystemStats | null;
  readonly systemAt: number | null;
}

/** What a container said, or was said to do, as a validator. */
export interface ValidatorState {
  readonly active: boolean | null;
  readonly account: string | null;
  readonly era: number | null;
  readonly at: number;
}

/** The last backup of keys that a container told of. */
export interface BackupState {
  /** A path or name on the client's machine. */
  readonly file: string;
  readonly at: number;
}

/** What is kept of a container on disk. Times are epoch ms of our clock. */
export interface ContainerRecord {
  /** Ours, never used twice; the history is kept under it. */
  readonly id: number;
  readonly serverId: string;
  readonly name: string;
  readonly createdAt: number;
  /** True while the last report of its host had it. */
  readonly present: boolean;
  readonly stats: ContainerStats | null;
  readonly statsAt: number | null;
  readonly era: number | null;
  readonly eraAt: number | null;
  readonly validator: ValidatorState | null;
  readonly payout: PayoutCheck | null;
  readonly payoutAt: number | null;
  readonly backup: BackupState | null;
}

/** A container that has told nothing yet. */
export function newContainerRecord(
  id: number,
  serverId: string,
  name: string,
  createdAt: number,
): ContainerRecord {
  return {
    id,
    serverId,
    name,
    createdAt,
    present: false,
    stats: null,
    statsAt: null,
    era: null,
    eraAt: null,
    validator: null,
    payout: null,
    payoutAt: null,
    backup: null,
  };
}

export type NodeChange =
  | { readonly type: "nodeSaved"; readonly node: NodeRecord }
  /** With its containers and their history. */
  | { readonly type: "nodeRemoved"; readonly serverId: string }
  | { readonly type: "containerSaved"; readonly container: ContainerRecord }
  /** With its history. */
  | { readonly type: "containerRemoved"; readonly id: number };

/** Durable storage of node hosts and containers; `commit` as in the ledger's store. */
export interface NodeStore {
  commit(changes: readonly NodeChange[], lines?: readonly AuditLine[]): Promise<void>;
  nodes(): readonly NodeRecord[];
  containers(): readonly ContainerRecord[];
  /** Ids are never used twice, not even after a container was removed. */
  nextContainerId(): number;
}
