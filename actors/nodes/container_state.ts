import type { ContainerStats } from "../../protocols/mserver/events.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import { isConfigured, judgeContainer, type Verdict } from "./container_health.ts";
import type { HistoryMessage } from "./history/messages.ts";
import type { ContainerHealth, ContainerSummary } from "./views.ts";
import type { ContainerMessage } from "./host_messages.ts";
import type { NodeNoteKind } from "./note_ring.ts";
import { noteNode } from "./noting.ts";
import type { ContainerSeat, NodeSeat } from "./seat.ts";

/** What a container's actor is started with. */
export interface ContainerArgs {
  readonly seat: ContainerSeat;
  readonly host: NodeSeat;
  readonly history: ActorRef<HistoryMessage>;
}

/** The state of a container's actor; what must outlive a crash is in its seat. */
export interface ContainerState extends ContainerArgs {
  verdict: Verdict<ContainerHealth>;
  /** The reading before, for rates. */
  before: { readonly stats: ContainerStats; readonly at: number } | undefined;
  /** Monotonic ms at which it was announced last. */
  announcedAt: number;
  announcing: boolean;
}

export type ContainerContext = Context<ContainerMessage>;

/** A line in the host's history about this container. */
export function note(
  { host, seat }: ContainerState,
  kind: NodeNoteKind,
  detail: string,
  ctx: ContainerContext,
): void {
  noteNode(host, ctx, kind, seat.record.name, detail);
}

/** The container as lists and events show it. */
export function summariseContainer(seat: ContainerSeat, host: NodeSeat): ContainerSummary {
  const { record, stats, statsAt, present } = seat;
  return {
    ...record,
    ...judgeContainer(seat, host),
    liveness: host.state?.liveness.state ?? "stale",
    present,
    configured: isConfigured(host, record.name),
    stats,
    statsAt,
  };
}
