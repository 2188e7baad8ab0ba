import type { CamerasMessage } from "../cameras/messages.ts";
import type { CommitQueue } from "../commit_queue.ts";
import type { DisplaysMessage } from "../displays/messages.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import type { NodesMessage } from "../nodes/messages.ts";
import type { PresetsMessage } from "../presets/messages.ts";
import type { SyncHostsMessage } from "../sync_hosts/messages.ts";
import type { WallsMessage } from "../walls/messages.ts";
import type { AlertBook, Moment } from "./book.ts";
import type { MaintenanceState } from "./maintenance.ts";
import type { AlertsMessage } from "./messages.ts";
import type { SelfProbe } from "./self.ts";
import type { AlertChange, AlertStore } from "./store.ts";

/** Who knows how the fleet does. */
export interface AlertSubjects {
  readonly displays: ActorRef<DisplaysMessage>;
  readonly nodes: ActorRef<NodesMessage>;
  readonly syncHosts: ActorRef<SyncHostsMessage>;
  readonly cameras: ActorRef<CamerasMessage>;
  readonly walls: ActorRef<WallsMessage>;
  /** For the groups. */
  readonly presets: ActorRef<PresetsMessage>;
}

/** What the alerts are started with. */
export interface AlertsArgs extends AlertSubjects {
  readonly store: AlertStore;
  /** Outlives a crash of the actor. */
  readonly book: AlertBook;
  /** How the control host itself does; without it there are no alerts of that. */
  readonly self: SelfProbe | undefined;
  /** A minute, unless a test is in a hurry. */
  readonly warmUpMs: number;
}

/** The state of the alerts' actor. */
export interface AlertsState {
  readonly args: AlertsArgs;
  readonly book: AlertBook;
  readonly commits: CommitQueue<AlertsMessage, AlertChange>;
  /** As people were told of each window. */
  readonly windowStates: Map<number, MaintenanceState>;
  /** Monotonic ms of the next look; Infinity: none is needed. */
  tickAtMs: number;
  /** Notices that were passed on, and when. */
  handed: { readonly ids: readonly string[]; readonly atMs: number }[];
}

export type AlertsContext = Context<AlertsMessage>;

/** This moment. */
export function momentOf(ctx: AlertsContext): Moment {
  return { nowMs: ctx.monotonicMs(), now: ctx.now() };
}
