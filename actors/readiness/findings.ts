import type { CameraSnapshot } from "../cameras/messages.ts";
import type { DisplaySnapshot } from "../displays/messages.ts";
import type { Liveness } from "../liveness.ts";
import type { NodeSummary } from "../nodes/views.ts";
import type { WallSnapshot } from "../walls/messages.ts";
import type { ReadinessRules, Weight } from "./rules.ts";

/** What the verdict looks at. */
export type ReadyKind = "display" | "wall" | "camera" | "node";

/** Why a member is not ready. */
export type ReadyCode =
  | Exclude<Liveness, "online">
  | "error"
  | "not_running"
  | "wall_degraded"
  | "wall_lost"
  | "wall_unknown"
  | "not_live"
  | "slow"
  | "stopped"
  | "syncing"
  | "unheard"
  | "missing"
  | "missing_group"
  | "empty_group";

/** A fault of a member, before it is known how much the member counts. */
export interface Fault {
  readonly code: ReadyCode;
  readonly weight: Weight;
  /** Containers (`error`, `stopped`, `syncing`), or frames a second (`slow`). */
  readonly amount?: number;
  /** Frames a second that the rule asks for (`slow`). */
  readonly wanted?: number;
}

/** A fault of a member that counts. */
export interface Finding extends Fault {
  readonly kind: ReadyKind;
  /** As the lists have it; empty for what is missing. */
  readonly key: string;
  readonly name: string;
  readonly weight: Exclude<Weight, "ignored">;
}

const blocks = (code: ReadyCode, more: Partial<Fault> = {}): Fault => ({
  code,
  weight: "blocks",
  ...more,
});

/** A member that was announced and never came is not what a show waits for, unless a rule names it. */
function absence(state: Liveness, isRequired: boolean): Fault | undefined {
  if (state === "offline") return blocks("offline");
  if (state !== "never_seen") return undefined;
  return { code: "never_seen", weight: isRequired ? "blocks" : "warns" };
}

/** Silent for longer than its rhythm, and not given up yet. */
function staleness(state: Liveness): Fault | undefined {
  return state === "stale" ? { code: "stale", weight: "warns" } : undefined;
}

/** The worst fault of a display; undefined while it is well. */
export function displayFault(
  { liveness: { state }, health }: Pick<DisplaySnapshot, "liveness" | "health">,
  { displays: { running } }: ReadinessRules,
  isRequired: boolean,
): Fault | undefined {
  const absent = absence(state, isRequired);
  if (absent) return absent;
  if (health === "error") return blocks("error");
  if (running && health !== "running") return blocks("not_running");
  return staleness(state);
}

/** The worst fault of a wall; undefined while it is in sync. */
export function wallFault(
  { verdict }: Pick<WallSnapshot, "verdict">,
  { walls: { degraded } }: ReadinessRules,
): Fault | undefined {
  switch (verdict) {
    case "synced":
      return undefined;
    case "degraded":
      return { code: "wall_degraded", weight: degraded };
    case "lost":
      return blocks("wall_lost");
    case "unknown":
      return blocks("wall_unknown");
  }
}

/** The worst fault of a camera; undefined while its pictures come. */
export function cameraFault(
  camera: Pick<CameraSnapshot, "liveness" | "stream" | "figures">,
  { cameras: { minFramesPerSecond: wanted } }: ReadinessRules,
  isRequired: boolean,
): Fault | undefined {
  const { liveness: { state }, stream, figures: { framesPerSecond } } = camera;
  const absent = absence(state, isRequired);
  if (absent) return absent;
  if (stream !== "streaming") return blocks("not_live");
  if (framesPerSecond < wanted) return blocks("slow", { amount: framesPerSecond, wanted });
  return staleness(state);
}

/** The worst fault of a node host; undefined while everything on it does what it should. */
export function nodeFault(
  { liveness: { state }, health, containers }: Pick<
    NodeSummary,
    "liveness" | "health" | "containers"
  >,
  { nodes: { synced } }: ReadinessRules,
  isRequired: boolean,
): Fault | undefined {
  const absent = absence(state, isRequired);
  if (absent) return absent;
  if (health === "error") return blocks("error", { amount: containers.failing });
  const silent = staleness(state);
  if (silent) return silent;
  if (health === "unknown") return { code: "unheard", weight: "warns" };
  if (health === "ok") return undefined;
  if (containers.stopped > 0) return blocks("stopped", { amount: containers.stopped });
  return { code: "syncing", weight: synced ? "blocks" : "warns", amount: containers.syncing };
}
