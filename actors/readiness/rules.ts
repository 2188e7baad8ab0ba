/** What a fault does to the verdict. */
export type Weight = "blocks" | "warns" | "ignored";

/** Which members of a kind count, and how. Names of any letter case. */
export interface KindRules {
  /** Each must be there, and without a fault. */
  readonly required: readonly string[];
  /** How much a fault of any other member counts. */
  readonly others: Weight;
}

/** When a show can begin. */
export interface ReadinessRules {
  /** A fault that is gone within this time never counts. */
  readonly graceMs: number;
  readonly displays: KindRules & {
    /** Groups whose displays are all required. */
    readonly groups: readonly string[];
    /** A program must run on each display that counts. */
    readonly running: boolean;
  };
  readonly walls: KindRules & {
    /** What it means that a wall has a master, and somebody who is not locked. */
    readonly degraded: Weight;
  };
  readonly cameras: KindRules & {
    /** 0: it is enough that pictures come. */
    readonly minFramesPerSecond: number;
  };
  readonly nodes: KindRules & {
    /** A container that has not caught up with its chain blocks, instead of warning. */
    readonly synced: boolean;
  };
  /** Names, or `kind/name`, of members that are left out whatever else is said of them. */
  readonly ignore: readonly string[];
}

/**
 * Without a word in the config file: every display, wall and camera that is known must be well, and nodes, which no
 * show waits for, warn. Five seconds outlast a client's reconnect, and are no wait for people.
 */
export const DEFAULT_RULES: ReadinessRules = {
  graceMs: 5_000,
  displays: { required: [], others: "blocks", groups: [], running: false },
  walls: { required: [], others: "blocks", degraded: "blocks" },
  cameras: { required: [], others: "blocks", minFramesPerSecond: 0 },
  nodes: { required: [], others: "warns", synced: false },
  ignore: [],
};

/** The rules that hold now; one object that outlives a crash of whoever follows them. */
export interface ReadinessRulesCell {
  current: ReadinessRules;
}
