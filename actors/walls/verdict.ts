import {
  conditionOf,
  type ExpectedHost,
  type HostCondition,
  type HostFacts,
} from "./conditions.ts";

/** Whether a wall is in sync. */
export type Verdict = "synced" | "degraded" | "lost" | "unknown";

/** A host that keeps a wall from being in sync. */
export interface Culprit {
  /** As the wall lists it. */
  readonly host: string;
  /** Null while nobody fits. */
  readonly hostId: number | null;
  readonly condition: HostCondition | "masterBefore";
  /** One sentence for people. */
  readonly reason: string;
}

/** A verdict with everything that people need to act on it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence for people. */
  readonly reason: string;
  readonly culprits: readonly Culprit[];
}

/** What a sentence says of a host in each condition that is not locked. */
const REASONS: Readonly<Record<Exclude<HostCondition, "master" | "slave">, string>> = {
  error: "It reports a sync error, or has no sync card.",
  free: "It was asked and says Free: a slave, an error or no card.",
  unknownState: "It reports a state that is not known.",
  flapping: "Its state changes again and again.",
  silent: "It has been silent for longer than its rhythm allows.",
  offline: "It is offline.",
  unheard: "It has not been heard since the control host started.",
  missing: "No such host has reported yet.",
  ambiguous: "Several hosts report from this address; name the right one in the config file.",
};

/** What the verdict depends on: how many hosts stand how. */
interface Tally {
  readonly locked: boolean;
  readonly master: boolean;
  /** Somebody may still say that all is well. */
  readonly unheard: boolean;
  readonly anybody: boolean;
  /** Somebody was heard, or should be, and does not say that it is locked. */
  readonly faulty: boolean;
}

interface Rule {
  readonly when: (tally: Tally) => boolean;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** The rules, in order; the first that fits decides. */
const RULES: readonly Rule[] = [
  {
    when: ({ anybody }) => !anybody,
    verdict: "unknown",
    reason: "None of its hosts has ever reported.",
  },
  {
    when: ({ locked, master }) => locked && master,
    verdict: "synced",
    reason: "Every host is locked, and there is a master.",
  },
  {
    when: ({ master, faulty }) => master && faulty,
    verdict: "degraded",
    reason: "There is a master, but not every host is locked.",
  },
  {
    when: ({ unheard }) => unheard,
    verdict: "unknown",
    reason: "Not every host has been heard since the control host started.",
  },
];

const OTHERWISE = { verdict: "lost", reason: "No host is a master." } as const;

const LOCKED: ReadonlySet<HostCondition> = new Set(["master", "slave"]);

/**
 * Judges a wall. Without a master, the host that was the master last is a culprit even if it is locked as a slave.
 *
 * | hosts                                             | verdict  |
 * | ------------------------------------------------- | -------- |
 * | none has ever reported                            | unknown  |
 * | all locked, a master among them                   | synced   |
 * | a master, and somebody who is not locked          | degraded |
 * | somebody not heard since our start may settle it  | unknown  |
 * | anything else: no master                          | lost     |
 */
export function judgeWall(expected: readonly ExpectedHost[]): Judgement {
  const conditions = expected.map(conditionOf);
  const tally = tallyOf(conditions);
  const { verdict, reason } = RULES.find(({ when }) => when(tally)) ?? OTHERWISE;
  const masterBefore = tally.master ? undefined : lastMaster(expected);
  const culprits = expected.flatMap((host, index) =>
    culprit(host, conditions[index] ?? "missing", masterBefore)
  );
  return { verdict, reason, culprits };
}

function tallyOf(conditions: readonly HostCondition[]): Tally {
  return {
    locked: conditions.every((condition) => LOCKED.has(condition)),
    master: conditions.includes("master"),
    unheard: conditions.includes("unheard"),
    anybody: conditions.some((condition) => condition !== "missing"),
    faulty: conditions.some((condition) => !LOCKED.has(condition) && condition !== "unheard"),
  };
}

function lastMaster(expected: readonly ExpectedHost[]): HostFacts | undefined {
  return expected.map(({ facts }) => facts)
    .filter((facts) => facts !== undefined && facts.masterUntil !== null)
    .reduce((a, b) => (b?.masterUntil ?? 0) > (a?.masterUntil ?? 0) ? b : a, undefined);
}

function culprit(
  { listed, facts }: ExpectedHost,
  condition: HostCondition,
  masterBefore: HostFacts | undefined,
): Culprit[] {
  const hostId = facts?.id ?? null;
  if (condition === "master") return [];
  if (condition !== "slave") {
    return [{ host: listed, hostId, condition, reason: REASONS[condition] }];
  }
  if (facts === undefined || facts !== masterBefore) return [];
  const reason = "It was the master, and says now that it is a slave.";
  return [{ host: listed, hostId, condition: "masterBefore", reason }];
}

/** From best to worst: what answers for several walls is the worst of theirs. */
const FROM_BEST: readonly Verdict[] = ["synced", "degraded", "unknown", "lost"];

/** The worst of several verdicts; `unknown` when there are none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return "unknown";
  return FROM_BEST[Math.max(...verdicts.map((verdict) => FROM_BEST.indexOf(verdict)))] ?? "unknown";
}
