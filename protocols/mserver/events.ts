/**
 * What an mclient says, one event per fact. Spelling variants (`id` or `command_id`, seconds or milliseconds,
 * double encoding, the smaller schema of builds 1.0.0) end at the decoder.
 *
 * @module
 */

/** Plain data that survives JSON. */
export type WireJson =
  | null
  | boolean
  | number
  | string
  | readonly WireJson[]
  | { readonly [key: string]: WireJson };

/** A machine as it measures itself. Bytes, percent (0 to 100), seconds; null where the build does not say. */
export interface SystemStats {
  readonly hostName: string | null;
  readonly cpuModel: string | null;
  readonly cpuPercent: number | null;
  readonly cpuCores: number | null;
  readonly memoryTotalBytes: number | null;
  readonly memoryUsedBytes: number | null;
  readonly memoryPercent: number | null;
  readonly swapTotalBytes: number | null;
  readonly swapUsedBytes: number | null;
  readonly diskTotalBytes: number | null;
  readonly diskUsedBytes: number | null;
  readonly diskPercent: number | null;
  readonly uptimeSeconds: number | null;
  /** False when the build says that Docker does not answer; null where it does not say. */
  readonly dockerAvailable: boolean | null;
}

/** How far a node has come with its chain, in the build's words. */
export type SyncState =
  | "checking"
  | "initializing"
  | "syncing"
  | "catching_up"
  | "synced"
  | "no_peers"
  | "offline"
  | "unknown";

/** One running container. Counters of network and disk only grow, until the container is started again. */
export interface ContainerStats {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** 100 is one core. */
  readonly cpuPercent: number;
  readonly cpuCores: number | null;
  readonly memoryUsedBytes: number;
  readonly memoryLimitBytes: number | null;
  readonly memoryPercent: number | null;
  readonly networkReceivedBytes: number;
  readonly networkSentBytes: number;
  readonly diskReadBytes: number;
  readonly diskWrittenBytes: number;
  readonly nickname: string;
  readonly nodeType: string | null;
  readonly imageName: string | null;
  /** Chain data on disk; null where the build does not say. */
  readonly dataBytes: number | null;
  readonly syncState: SyncState | null;
  readonly currentBlock: number | null;
  readonly finalizedBlock: number | null;
  readonly targetBlock: number | null;
  readonly peers: number | null;
}

/** What stats and summary share. */
export interface NodeReading {
  /** Epoch ms of the client's clock. */
  readonly at: number;
  /** Shared counter of stats and summaries; null where the build sends none. May repeat and come late. */
  readonly sequence: number | null;
  readonly intervalMs: number | null;
  readonly system: SystemStats;
  /** One entry a name: repeated ones are merged by the decoder. */
  readonly containers: readonly ContainerStats[];
  /** Containers that should run here; empty where the build does not say. */
  readonly configuredNodes: readonly string[];
}

/** What the client found about payouts of one container. */
export interface PayoutCheck {
  readonly container: string;
  readonly currentEra: number | null;
  readonly unclaimed: number | null;
  readonly synced: boolean | null;
  readonly error: string | null;
}

/** An era that began, as a summary tells it. */
export interface EraTransition {
  readonly container: string;
  readonly previousEra: number | null;
  readonly currentEra: number;
  readonly firstRun: boolean;
}

/**
 * What a client can do beyond the fielded builds. `command_output`: it tells what a command says while it runs.
 * `command_cancel`: it can end a command. `concurrent_commands`: it reads on, and runs others, while one runs.
 */
export const NODE_CAPABILITIES = [
  "command_output",
  "command_cancel",
  "concurrent_commands",
] as const;
export type NodeCapability = typeof NODE_CAPABILITIES[number];

export type MserverViolation = "notJson" | "notAnObject" | "noType" | "badField" | "tooLarge";

export type NodeEvent =
  | {
    readonly type: "registered";
    /** As sent; may be empty, and is bounded and free of control characters. */
    readonly serverId: string;
    readonly version: string;
    readonly at: number | null;
    /** Only builds that name one that we know. */
    readonly capabilities?: readonly NodeCapability[];
  }
  | ({ readonly type: "statsReported" } & NodeReading)
  | ({
    readonly type: "summaryReported";
    readonly payoutChecks: readonly PayoutCheck[];
    readonly eraTransitions: readonly EraTransition[];
  } & NodeReading)
  | { readonly type: "heartbeatReceived"; readonly at: number | null }
  | { readonly type: "pingReceived" }
  | { readonly type: "pongReceived" }
  | {
    readonly type: "commandAnswered";
    readonly commandId: string;
    readonly completed: boolean;
    readonly result: WireJson;
    readonly error: string | null;
    /** Epoch ms. */
    readonly at: number | null;
  }
  /** What a command says while it runs. */
  | {
    readonly type: "outputReported";
    readonly commandId: string;
    /** 1, 2, 3… within one command. */
    readonly sequence: number;
    /** Without control characters and colours. */
    readonly text: string;
    readonly at: number | null;
  }
  | {
    readonly type: "validatorReported";
    readonly change: "activated" | "deactivated" | "changed";
    readonly container: string;
    readonly era: number | null;
    readonly isValidator: boolean | null;
    readonly account: string | null;
    /** Only builds that name it: who validated before. */
    readonly previousAccount?: string;
    /** Only where the client could not find out: then nothing has changed. */
    readonly undecided?: true;
    readonly message: string | null;
    readonly at: number | null;
  }
  | {
    readonly type: "keyUpdated";
    readonly container: string;
    /** Secret: never in a log, an error or an event. */
    readonly sessionKey: string;
    readonly at: number | null;
  }
  | {
    readonly type: "backupCompleted";
    readonly container: string;
    readonly backupFile: string;
    readonly at: number | null;
  }
  /** A type that nobody knows: named, and otherwise ignored. */
  | { readonly type: "unknownMessage"; readonly name: string }
  | {
    readonly type: "violation";
    readonly code: MserverViolation;
    /** Field and rule, without the value. */
    readonly detail: string;
  };
