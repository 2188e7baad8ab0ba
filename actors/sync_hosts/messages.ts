import type { Authored } from "../audit/author.ts";
import type { SyncState } from "../../protocols/syncguard/events.ts";
import type { ActorRef, Question } from "../kernel/mod.ts";
import type { Liveness, LivenessVerdict } from "../liveness.ts";
import type { Outcome } from "../outcome.ts";
import type { HostBrief } from "../walls/expected.ts";
import type { SyncSettings } from "./settings.ts";
import type { FinishedState, SyncHostNote, SyncSource } from "./store.ts";

/** A host says what its sync card does. Sent for every line, changed or not: it proves life. */
export interface StateReported {
  readonly type: "stateReported";
  readonly state: SyncState;
}

/** What a sync host's actor hears from the adapters. */
export type SyncHostReport = StateReported;

/** Which actor a connection's lines belong to. Asked once per connection and claimed address. */
export interface LocateSyncHost extends Question<ActorRef<SyncHostReport> | "full"> {
  readonly type: "locateSyncHost";
  /** Null when the host said `unknown`. */
  readonly claimedAddress: string | null;
  /** IPv4, or IPv6 without mapping prefix, as the socket gives it. */
  readonly peerAddress: string;
}

/** A connection came and went without a line: the test button, the toggle quirk, a ghost. */
export interface SilentConnection {
  readonly type: "silentConnection";
  readonly peerAddress: string;
  readonly openMs: number;
}

/** What a program that asks `GET_STATUS` is to be told: true is `Synced`, false is `Free`. */
export interface GetLocked extends Question<boolean> {
  readonly type: "getLocked";
  readonly peerAddress: string;
}

/** Why a host that is polled gave no status. */
export type PollFailure = "refused" | "unreachable" | "timedOut" | "closed" | "garbage";

/** A connection to a host that is polled. */
export interface PollLink {
  /**
   * Asks once; rejects with a {@link PollError} after `timeoutMs` or on an answer that is none. One question at
   * a time.
   */
  ask(timeoutMs: number): Promise<SyncState>;
  close(): void;
}

/** Opens connections to hosts that are polled; an adapter provides it. */
export interface SyncDialer {
  /** Rejects with a {@link PollError}. */
  open(address: string, port: number, timeoutMs: number): Promise<PollLink>;
}

/** A poll that failed, and how. */
export class PollError extends Error {
  constructor(readonly failure: PollFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PollError";
  }
}

/** What a target's poll does, as its host shows it. */
export interface PollStatus {
  readonly address: string;
  readonly port: number;
  readonly intervalMs: number;
  /** `waiting` until the first answer or failure. */
  readonly state: "waiting" | "up" | "down";
  /** Epoch ms since when; null while waiting. */
  readonly since: number | null;
  readonly failure: PollFailure | null;
  /** One sentence of the adapter; empty while all is well. */
  readonly detail: string;
}

/** Connections without a line, by the address they came from. */
export interface SilentCount {
  readonly connections: number;
  /** How many of them stayed open for {@link GHOST_AFTER_MS} and longer. */
  readonly ghosts: number;
  readonly lastAt: number;
}

/** Everything known about one sync host, at one moment. Times are epoch milliseconds. */
export interface SyncHostSnapshot {
  readonly id: number;
  /** The configured name, else one made of its addresses. */
  readonly name: string;
  /** True while the config file names it. */
  readonly configured: boolean;
  readonly claimedAddress: string | null;
  readonly peerAddress: string | null;
  /** Null until it has said something. */
  readonly state: SyncState | null;
  readonly since: number | null;
  readonly previous: FinishedState | null;
  readonly source: SyncSource | null;
  readonly liveness: LivenessVerdict;
  readonly flapping: boolean;
  /** Reports since our start, by state. */
  readonly reports: Readonly<Record<SyncState, number>>;
  /** Changes of state since our start, those while flapping included. */
  readonly changes: number;
  readonly silent: SilentCount | null;
  readonly poll: PollStatus | null;
  readonly createdAt: number;
}

/** A poll has brought an answer. It proves life, and counts as a state unless the host pushes lines itself. */
export interface StatePolled {
  readonly type: "statePolled";
  readonly state: SyncState;
}

/** Said once when a poll goes down, with each new reason, and once when it comes back. */
export interface PollChanged {
  readonly type: "pollChanged";
  readonly status: PollStatus;
}

/** To one sync host. */
export type SyncHostMessage =
  | SyncHostReport
  | StatePolled
  | PollChanged
  /** The directory has given the seat another name, other addresses or a poll, or taken one away. */
  | { readonly type: "identityChanged" }
  | { readonly type: "forgotten"; readonly reason: string }
  | { readonly type: "judgeLiveness" }
  | { readonly type: "judgeFlapping" };

/** Something that people are to hear of, once the rows that tell of it are on the disk. Local to the process. */
export interface HostChanged {
  readonly type: "hostChanged";
  readonly notes: readonly SyncHostNote[];
  readonly snapshot: SyncHostSnapshot;
  readonly liveness: { readonly from: Liveness; readonly to: Liveness } | null;
}

/** To the directory of all sync hosts, which supervises them. */
export type SyncHostsMessage =
  | LocateSyncHost
  | SilentConnection
  | GetLocked
  | DescribeSyncHosts
  | ListSyncHosts
  | FindSyncHost
  | ForgetSyncHost
  | HostChanged
  | { readonly type: "configureSync"; readonly settings: SyncSettings }
  | { readonly type: "saveDue" }
  | { readonly type: "pruneDue" }
  | { readonly type: "commitSettled"; readonly cause?: unknown };

/** Every host, as walls see it. */
export interface DescribeSyncHosts extends Question<readonly HostBrief[]> {
  readonly type: "describeSyncHosts";
}

/** Sync hosts ordered by id. `query` keeps those whose name or address contains it. */
export interface ListSyncHosts extends Question<readonly SyncHostSnapshot[]> {
  readonly type: "listSyncHosts";
  readonly query?: string;
  readonly liveness?: Liveness;
  readonly state?: SyncState;
  /** Only hosts with this peer address. */
  readonly machine?: string;
  /** Only hosts with a higher id, and at most so many. */
  readonly afterId?: number;
  readonly atMost?: number;
}

/** By name (letter case does not count) or by id. */
export interface FindSyncHost extends Question<Outcome<SyncHostSnapshot>> {
  readonly type: "findSyncHost";
  readonly nameOrId: string;
}

/** Removes a host and its history; one that comes back is new. One that is online needs `force`. */
export interface ForgetSyncHost extends Question<Outcome<null>>, Authored {
  readonly type: "forgetSyncHost";
  readonly nameOrId: string;
  readonly force: boolean;
}
