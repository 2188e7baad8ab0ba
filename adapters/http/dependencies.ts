import type { Context } from "hono";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Identity } from "../../actors/access/messages.ts";
import type { AuditStore } from "../../actors/audit/store.ts";
import type { AlertReading } from "../../actors/alerts/store.ts";
import type { DeliveryStore } from "../../actors/alerts/deliveries/store.ts";
import type { BackupStore } from "../../actors/backups/messages.ts";
import type { Transcoder } from "../../actors/cameras/link.ts";
import type { RecordingReading, RecordingStore } from "../../actors/cameras/recording.ts";
import type { HostBackupsMessage } from "../../actors/host_backups/messages.ts";
import type { ActorRef, ActorSystem } from "../../actors/kernel/mod.ts";
import type { Load } from "../../actors/load.ts";
import type { LedgerStore } from "../../actors/ledger/store.ts";
import type { PresenceStore } from "../../actors/presence/store.ts";
import type { ScheduleStore } from "../../actors/schedules/store.ts";
import type { SessionKeyStore } from "../../actors/session_keys/store.ts";
import type { SyncStore } from "../../actors/sync_hosts/store.ts";
import type { Tree } from "../../actors/tree_doors.ts";
import type { Readiness } from "../../protocols/api/health.ts";
import type { DiscoveryReport } from "./routes/discovery.ts";
import type { CallerLimits } from "./door/caller_limit.ts";
import type { ConnectionCounts } from "../connection_counts.ts";
import type { Charts } from "./answers/charts.ts";
import type { EventSocket } from "./streams/live_event_reader.ts";
import type { Pages } from "./pages.ts";
import type { NodeAnswer } from "./video/stream_viewer.ts";

/** What the HTTP API speaks to: every branch of the tree, and what it reads without asking an actor. */
export interface HttpApiDependencies extends Tree {
  readonly system: Pick<ActorSystem, "report" | "subscribe" | "find">;
  /** Reads of alerts and their histories. */
  readonly alertRecords: AlertReading;
  /** Reads of what the channels were told. */
  readonly alertDeliveries: Pick<DeliveryStore, "deliveries">;
  /** Lines of the audit trail: reads, and what changes no table. */
  readonly trail: Pick<AuditStore, "commit" | "lines" | "heads">;
  /** Reads of who was there when. */
  readonly past: Pick<PresenceStore, "history" | "stepsSince">;
  /** Reads of the ledger; its changes go through the actor. */
  readonly commands: Pick<
    LedgerStore,
    "command" | "commands" | "commandEvents" | "execution" | "executions"
  >;
  /** Reads of containers' histories, off this thread. */
  readonly charts: Charts;
  /** Reads of session keys, masked. */
  readonly keys: Pick<SessionKeyStore, "newest" | "history" | "holding">;
  /** Reads of sync hosts' and walls' histories. */
  readonly sync: Pick<SyncStore, "hostHistory" | "wallHistory" | "notesOf" | "lastNotes">;
  /** Reads of schedules' histories. */
  readonly runs: Pick<ScheduleStore, "runs">;
  readonly backups: Pick<BackupStore, "backups">;
  /** Backups of the control host itself. */
  readonly hostBackups: ActorRef<HostBackupsMessage>;
  readonly hostBackupFiles: HostBackupFiles;
  /** Recordings on the disk; they are begun and ended through the camera's actor. */
  readonly recordings: Pick<RecordingStore, "list" | "remove"> & RecordingReading;
  /** Whether pictures of H.264 can be made here. */
  readonly transcoder: Pick<Transcoder, "unavailable">;
  /** How looking for cameras goes; null while nobody has begun. */
  discovery(): DiscoveryReport | null;
  readonly pages: Pages;
  /** What a monitoring system reads. */
  readonly metrics: { readonly contentType: string; text(): Promise<string> };
  readiness(): Readiness;
  /** How much there is to do. */
  load(): Load;
  /** Told of each request that is refused for want of room; whoever listens decides how often to speak of it. */
  onProblem(kind: string, peerAddress: string, detail: string): void;
  /** Default: {@link DEFAULT_CALLER_LIMITS}. */
  readonly callerLimits?: Partial<CallerLimits> | undefined;
  readonly version: string;
  /** Unique per start of the process, without `-<digits>` at its end; part of the event ids. */
  readonly bootId: string;
  /** Epoch milliseconds. */
  now(): number;
  /** Told of every answer 500, and of a deed whose end could not be put down; the answer carries the same correlation id. */
  onError(error: unknown, correlationId: string): void;
}

/** Backups of the control host, as they are on the disk. */
export interface HostBackupFiles {
  /** Undefined: there is none of this name. */
  open(
    name: string,
  ): Promise<{ readonly bytes: number; readonly stream: ReadableStream<Uint8Array> } | undefined>;
}

/** A WebSocket that has just been opened. */
export interface UpgradedSocket extends EventSocket {
  on(event: "message", listener: (data: unknown, isBinary: boolean) => void): unknown;
  on(event: "pong", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  once(event: "close", listener: () => void): unknown;
}

/** What node's HTTP server hands along with a request; absent when the app is called without a port. */
interface NodeBindings {
  readonly incoming?: {
    readonly socket: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean };
    /** All of the body has come. */
    readonly complete?: boolean;
    readonly destroyed?: boolean;
    /** What ended it too early. */
    readonly errored?: Error | null;
  };
  readonly outgoing?: NodeAnswer;
  /** Set for a request that asks for a WebSocket: takes it. */
  readonly accept?: () => Promise<UpgradedSocket>;
}

/** The variables of a request. */
export interface ApiEnv {
  Bindings: NodeBindings;
  Variables: {
    deps: HttpApiDependencies;
    correlationId: string;
    /** Set where a route demands a role. */
    identity: Identity;
    /** Set where a route also takes HTTP Basic. */
    takesBasic: boolean | undefined;
    /** Expensive requests that are not answered yet. */
    expensiveInHand: ConnectionCounts;
  };
}

export type Api = OpenAPIHono<ApiEnv>;
export type ApiContext = Context<ApiEnv>;
