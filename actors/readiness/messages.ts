import type { CameraSnapshot } from "../cameras/messages.ts";
import type { DisplaySnapshot } from "../displays/messages.ts";
import type { Question } from "../kernel/mod.ts";
import type { NodeSummary } from "../nodes/views.ts";
import type { Group } from "../presets/messages.ts";
import type { WallSnapshot } from "../walls/messages.ts";
import type { Finding, ReadyKind } from "./findings.ts";
import type { ReadinessRules } from "./rules.ts";

/** One thing that keeps the show from being ready, or soon may. */
export interface Blocker extends Finding {
  /** Epoch ms since when it is known. */
  readonly since: number;
}

/** How many members of a kind stand how. */
export interface KindCount {
  readonly total: number;
  readonly ready: number;
  readonly blocking: number;
  readonly warning: number;
  readonly ignored: number;
}

/** `unknown`: we have just started, a part of us does not answer, or nothing is there to look at. */
export type ReadyState = "ready" | "not_ready" | "unknown";

/** Whether the show can begin. Times are epoch milliseconds. */
export interface ReadyVerdict {
  readonly state: ReadyState;
  readonly since: number;
  readonly checkedAt: number;
  /** Null once the warm-up is over. */
  readonly warmUpUntil: number | null;
  /** What blocks first, and then what warns; the first {@link MAX_BLOCKERS}. */
  readonly blockers: readonly Blocker[];
  /** Blockers that are not listed. */
  readonly more: number;
  readonly counts: Readonly<Record<ReadyKind, KindCount>>;
}

/** Enough for a person to begin with; the lists show the rest. A verdict then has 40 kB at most. */
export const MAX_BLOCKERS = 100;

/** The fleet as its directories tell of it at one moment; null for what did not answer. */
export interface FleetView {
  readonly displays: readonly DisplaySnapshot[] | null;
  readonly groups: readonly Group[] | null;
  readonly walls: readonly WallSnapshot[] | null;
  readonly cameras: readonly CameraSnapshot[] | null;
  readonly nodes: readonly NodeSummary[] | null;
}

/** To the actor that tells whether the show can begin. */
export type ReadinessMessage =
  | (Question<ReadyVerdict> & { readonly type: "getReadiness" })
  | { readonly type: "configureReadiness"; readonly rules: ReadinessRules }
  /** Something that the verdict may depend on has changed. */
  | { readonly type: "somethingChanged" }
  | { readonly type: "lookDue" }
  | { readonly type: "fleetSeen"; readonly view: FleetView };
