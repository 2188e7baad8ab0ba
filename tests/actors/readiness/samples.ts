import type { Liveness } from "../../../actors/liveness.ts";
import type { FleetView } from "../../../actors/readiness/messages.ts";
import { DEFAULT_RULES, type ReadinessRules } from "../../../actors/readiness/rules.ts";
import { sampleCamera } from "../../adapters/http/stubs/camera_samples.ts";
import { sampleNode } from "../../adapters/http/stubs/node_samples.ts";
import { sampleSnapshot } from "../../adapters/http/stubs/samples.ts";
import { sampleWall } from "../../adapters/http/stubs/sync_samples.ts";
import { sampleGroup } from "../../support/stores/store_samples.ts";

const { liveness } = sampleSnapshot(1);

/** As {@link DEFAULT_RULES}, but for what a test is about. */
export function rules(
  changes: {
    readonly [K in keyof ReadinessRules]?: ReadinessRules[K] extends number | readonly string[]
      ? ReadinessRules[K]
      : Partial<ReadinessRules[K]>;
  },
): ReadinessRules {
  const { displays, walls, cameras, nodes } = DEFAULT_RULES;
  return {
    ...DEFAULT_RULES,
    ...changes,
    displays: { ...displays, ...changes.displays },
    walls: { ...walls, ...changes.walls },
    cameras: { ...cameras, ...changes.cameras },
    nodes: { ...nodes, ...changes.nodes },
  };
}

/** A display that is there and runs a program, but for what a test is about. */
export function display(
  id: number,
  state: Liveness = "online",
  health: "running" | "idle" | "error" = "running",
) {
  return sampleSnapshot(id, { health, liveness: { ...liveness, state } });
}

/** A camera whose pictures come. */
export function camera(id: number, changes: Partial<ReturnType<typeof sampleCamera>> = {}) {
  return { ...sampleCamera(id), stream: "streaming", liveness, ...changes } as const;
}

/** A node host on which everything runs. */
export function node(serverId: string, changes: Partial<ReturnType<typeof sampleNode>> = {}) {
  return { ...sampleNode(serverId), health: "ok", liveness, ...changes } as const;
}

/** A wall in sync. */
export function wall(name: string, verdict: typeof sampleWall.verdict = "synced") {
  return { ...sampleWall, name, verdict };
}

/** A fleet of nobody, but for what a test is about. */
export function view(changes: Partial<FleetView> = {}): FleetView {
  return { displays: [], groups: [], walls: [], cameras: [], nodes: [], ...changes };
}

/** Groups of the given displays, by name. */
export function group(id: number, name: string, displayIds: readonly number[]) {
  return { ...sampleGroup(id, displayIds), name };
}
