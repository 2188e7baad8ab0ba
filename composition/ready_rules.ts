import { DEFAULT_RULES, type KindRules, type ReadinessRules } from "../actors/readiness/rules.ts";
import type { FileSettings } from "../command_line/settings/file_settings.ts";

/** When a show can begin: the built-in rules, and what the config file says instead. */
export function readyRulesOf({ ready: given = {} }: FileSettings): ReadinessRules {
  const { displays, walls, cameras, nodes } = DEFAULT_RULES;
  return {
    graceMs: given.graceSeconds === undefined
      ? DEFAULT_RULES.graceMs
      : Math.round(given.graceSeconds * 1_000),
    displays: {
      ...kindOf(displays, given.displays),
      groups: given.displays?.groups ?? displays.groups,
      running: given.displays?.running ?? displays.running,
    },
    walls: { ...kindOf(walls, given.walls), degraded: given.walls?.degraded ?? walls.degraded },
    cameras: {
      ...kindOf(cameras, given.cameras),
      minFramesPerSecond: given.cameras?.minFramesPerSecond ?? cameras.minFramesPerSecond,
    },
    nodes: { ...kindOf(nodes, given.nodes), synced: given.nodes?.synced ?? nodes.synced },
    ignore: given.ignore ?? DEFAULT_RULES.ignore,
  };
}

function kindOf(
  { required, others }: KindRules,
  given: { [K in keyof KindRules]?: KindRules[K] | undefined } | undefined,
): KindRules {
  return { required: given?.required ?? required, others: given?.others ?? others };
}
