import type { AuditLine } from "../audit/audit_line.ts";
import type { Authored } from "../audit/author.ts";
import type { NodeCapability, NodeEvent } from "../../protocols/mserver/events.ts";
import type { Right } from "../access/messages.ts";
import type { ActorRef, Question } from "../kernel/mod.ts";
import type { Command, Json, Target } from "../ledger/command.ts";
import type { Idempotency } from "../ledger/messages.ts";
import type { Liveness } from "../liveness.ts";
import type { Outcome } from "../outcome.ts";
import type { Requester } from "../requester.ts";
import type { Point } from "./history/point.ts";
import type { SpansPlan } from "./history/reading.ts";
import type { NodeLink } from "./link.ts";
import type { RotationRun } from "./rotation/rotation_messages.ts";
import type { NodeChange } from "./store.ts";
import type { ContainerSummary, NodeHealth, NodeSnapshot, NodeSummary } from "./views.ts";

/** What an mclient says once it is registered. */
export type NodeMemberEvent = Exclude<
  NodeEvent,
  { readonly type: "registered" | "violation" | "unknownMessage" }
>;

/** What an adapter tells a node host's actor. */
export type NodeHostReport =
  | {
    readonly type: "nodeEvent";
    /** The link it came over: what an older one still says proves nothing of the present. */
    readonly link: NodeLink;
    readonly event: NodeMemberEvent;
  }
  /** The transport's own ping or pong: a sign of life. */
  | { readonly type: "transportAlive"; readonly link: NodeLink }
  | { readonly type: "linkClosed"; readonly link: NodeLink; readonly reason: string };

/**
 * A client has registered: the actor of its server id takes the link over, closes an older one, and says
 * `registered` as the first word. Refused when there are too many hosts, or when the server id belongs to another
 * account than that of the connection.
 */
export interface RegisterNode extends Question<Outcome<ActorRef<NodeHostReport>>> {
  readonly type: "registerNode";
  /** Empty: the directory invents one from the peer's address. */
  readonly serverId: string;
  readonly version: string;
  readonly link: NodeLink;
  /** The device account that the connection's token belongs to; null when there was no token. */
  readonly account: string | null;
  /** The client's clock at its registration, in epoch ms: tells how far it is off. */
  readonly at?: number | null;
  /** What the client can do beyond the fielded builds; nothing where left out. */
  readonly capabilities?: readonly NodeCapability[] | undefined;
}

/** Whom a command is for. */
export type NodeSelection =
  | { readonly scope: "container"; readonly serverId: string; readonly container: string }
  /** The host itself, in one message: only what its client takes `all` for. */
  | { readonly scope: "host"; readonly serverId: string }
  /** Each container that the filter leaves, with a command and a result of its own. */
  | { readonly scope: "each"; readonly filter: NodeFilter };

/** Absent fields leave everything. */
export interface NodeFilter {
  readonly serverIds?: readonly string[];
  readonly containers?: readonly string[];
  readonly nodeTypes?: readonly string[];
  /** Only hosts that are connected, or only those that are not. */
  readonly connected?: boolean;
}

/** Commands for containers or hosts: checked, written to the ledger, and carried out one at a time per host. */
export interface OrderNodes extends Question<Outcome<NodeSubmission>> {
  readonly type: "orderNodes";
  readonly selection: NodeSelection;
  readonly command: string;
  readonly params: Json;
  readonly requester: Requester;
  /** What the requester may do beyond operating. */
  readonly rights: readonly Right[];
  /** From now; null: what the command's own table says. */
  readonly deadlineMs: number | null;
  readonly waitOnlineMs: number | null;
  readonly idempotency: Idempotency | null;
  /** Between two containers of a rotation of keys; 0 where left out. */
  readonly pauseMs?: number;
}

/** Whom an order would be for: it is checked like the order itself, and nothing is made. */
export interface PlanNodes
  extends
    Question<Outcome<readonly Target[]>>,
    Pick<OrderNodes, "selection" | "command" | "params" | "rights"> {
  readonly type: "planNodes";
}

/** What an order made. */
export interface NodeSubmission {
  readonly commands: readonly Command[];
  /** Set when keys are rotated on several containers: its commands are made one after the other. */
  readonly rotation: RotationRun | null;
  readonly replayed: boolean;
}

/** A part of a container's history. */
export interface ReadHistory extends Question<Outcome<ContainerHistory>> {
  readonly type: "readHistory";
  readonly serverId: string;
  readonly container: string;
  readonly resolution: "second" | "minute" | "hour";
  /** Epoch ms; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
}

/** Readings, oldest first; or how to read summaries of readings. */
export type ContainerHistory =
  | { readonly resolution: "second"; readonly points: readonly Point[] }
  | { readonly resolution: "minute" | "hour"; readonly plan: SpansPlan };

/** To the directory of node hosts. */
export type NodesMessage =
  | RegisterNode
  | OrderNodes
  | PlanNodes
  | ReadHistory
  | (Question<readonly NodeSummary[]> & {
    readonly type: "listNodes";
    readonly query?: string;
    readonly liveness?: Liveness;
    readonly health?: NodeHealth;
    /** Only hosts whose server id comes after this one. */
    readonly afterId?: string;
    readonly atMost?: number;
  })
  /** Every container of every host. */
  | (Question<readonly ContainerSummary[]> & { readonly type: "listContainers" })
  | (Question<Outcome<NodeSnapshot>> & { readonly type: "findNode"; readonly serverId: string })
  | (Question<Outcome<ContainerSummary>> & {
    readonly type: "findContainer";
    readonly serverId: string;
    readonly container: string;
  })
  /** A client that comes back is a new host. A connected one needs `force`. */
  | (Question<Outcome<null>> & Authored & {
    readonly type: "forgetNode";
    readonly serverId: string;
    readonly force: boolean;
  })
  /** The host is new, or a container of it. */
  | { readonly type: "firstSeen"; readonly serverId: string }
  | { readonly type: "newcomersDue" }
  | { readonly type: "saveDue" }
  | {
    readonly type: "saveSettled";
    readonly batch: readonly PendingSave[];
    readonly cause?: unknown;
  }
  | { readonly type: "sampleDue" };

/** A change on its way to the disk. */
export interface PendingSave {
  readonly changes: readonly NodeChange[];
  /** Of the audit trail. */
  readonly lines?: readonly AuditLine[];
  /** Undefined: it is on the disk. */
  then(cause: unknown): void;
}
