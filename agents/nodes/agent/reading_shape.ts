/**
 * `stats.data` and `summary.data` as they go over the line. Bytes, percent (0 to 100), seconds. A figure that is not
 * known is left out. Source: fielded builds M11, whose fields these are; unlike theirs, every byte counts.
 *
 * @module
 */

/** The machine. */
export interface SystemShape {
  readonly host_name: string;
  readonly cpu_model?: string;
  readonly cpu_usage?: number;
  readonly cpu_cores?: number;
  readonly cpu_perf_cores?: number;
  readonly cpu_eff_cores?: number;
  readonly cpu_user?: number;
  readonly cpu_system?: number;
  readonly cpu_idle?: number;
  readonly host_memory_total?: number;
  readonly docker_available: boolean;
  readonly docker_memory_total?: number;
  /** Of all running containers together. */
  readonly docker_memory_used?: number;
  readonly docker_memory_percent?: number;
  readonly swap_total?: number;
  readonly swap_used?: number;
  readonly uptime?: number;
  readonly disk_total?: number;
  readonly disk_used?: number;
  readonly disk_available?: number;
  readonly disk_percent?: number;
}

/** How far a node has come with its chain. */
export type SyncStateShape =
  | "checking"
  | "initializing"
  | "syncing"
  | "catching_up"
  | "synced"
  | "no_peers"
  | "offline";

/** Heights and peers of a node. */
export interface BlockchainShape {
  readonly current_block: number;
  readonly finalized_block: number;
  readonly target_block: number;
  readonly starting_block: number;
  readonly peers: number;
}

/** A running container. */
export interface ContainerShape {
  readonly id: string;
  readonly name: string;
  readonly status: "running";
  /** 100 is one core. */
  readonly cpu?: { readonly percent: number; readonly cores: number };
  readonly memory?: { readonly usage: number; readonly limit: number; readonly percent: number };
  readonly network?: { readonly rx: number; readonly tx: number };
  readonly disk?: { readonly read: number; readonly write: number };
  readonly nickname: string;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly node_name: string;
  readonly node_type: "creditcoin3" | "creditcoin2" | "postgres" | "unknown";
  readonly image_name: string;
  /** Chain data on disk; left out until it was measured. */
  readonly data_size?: number;
  readonly sync_state?: SyncStateShape;
  readonly blockchain?: BlockchainShape;
}

/** `stats.data`. */
export interface StatsShape {
  readonly system: SystemShape;
  readonly containers: readonly ContainerShape[];
  /** Containers that should run here. */
  readonly configured_nodes: readonly string[];
}

/** What was found out about one node's payouts. */
export type PayoutCheckShape =
  | {
    readonly container: string;
    readonly current_era: number | null;
    readonly sample_validators: readonly string[];
    /** ISO 8601. */
    readonly timestamp: string;
    readonly synced: true;
  }
  | {
    readonly container: string;
    readonly error: string;
    readonly sync_status?: { readonly synced: boolean; readonly peers: number };
  };

/** `summary.data`. */
export interface SummaryShape extends StatsShape {
  readonly payout_info?: {
    readonly payout_checks: Readonly<Record<string, PayoutCheckShape>>;
    readonly timestamp: string;
    readonly note: string;
  };
  /** Only what has changed since the last summary. */
  readonly era_transitions?: Readonly<Record<string, EraTransitionShape>>;
}

/** An era that began, or the first one that was seen. */
export interface EraTransitionShape {
  readonly previous_era: number | null;
  readonly current_era: number;
  readonly first_run?: true;
}

/** A node that began or ceased to validate, as a frame of its own. */
export interface ValidatorFrame {
  readonly type: "validator_activated" | "validator_deactivated";
  readonly data: {
    readonly node: string;
    readonly era: number;
    readonly is_validator: boolean;
    readonly status: "active" | "not_validator";
    readonly message: string;
    /** Epoch milliseconds. */
    readonly timestamp: number;
  };
}
