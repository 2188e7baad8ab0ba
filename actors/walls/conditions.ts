import type { SyncState } from "../../protocols/syncguard/events.ts";
import type { Liveness } from "../liveness.ts";

/** How one expected host stands. Only `master` and `slave` are locked. */
export type HostCondition =
  | "master"
  | "slave"
  /** It says that its card is not in sync. */
  | "error"
  /** It was asked, and is no master: a slave, an error or no card. */
  | "free"
  /** It said a state that nobody knows. */
  | "unknownState"
  /** It changes its state again and again. */
  | "flapping"
  /** Silent for longer than its rhythm allows. */
  | "silent"
  | "offline"
  /** Known, but not heard since the control host started. */
  | "unheard"
  /** No such host has ever reported. */
  | "missing"
  /** The address fits several hosts, and the config file names none of them. */
  | "ambiguous";

/** What a verdict needs to know of a host. */
export interface HostFacts {
  readonly id: number;
  readonly name: string;
  readonly state: SyncState | null;
  readonly liveness: Liveness;
  /** False until it was heard since our own start. */
  readonly heard: boolean;
  readonly flapping: boolean;
  /** Epoch ms at which it ceased to be a master, when that was its state before; else null. */
  readonly masterUntil: number | null;
}

/** An expected host: as the wall lists it, and what is known of it. */
export interface ExpectedHost {
  readonly listed: string;
  readonly facts: HostFacts | undefined;
  /** Several hosts fit what is listed. */
  readonly ambiguous?: boolean;
}

const BY_STATE: Readonly<Record<SyncState, HostCondition>> = {
  master: "master",
  slave: "slave",
  error: "error",
  free: "free",
  unknown: "unknownState",
};

/** How an expected host stands. Whether it is there comes before what it said last. */
export function conditionOf({ facts, ambiguous }: ExpectedHost): HostCondition {
  if (ambiguous) return "ambiguous";
  if (facts === undefined || facts.liveness === "never_seen" || facts.state === null) {
    return "missing";
  }
  if (facts.liveness === "offline") return "offline";
  if (!facts.heard) return "unheard";
  if (facts.liveness !== "online") return "silent";
  return facts.flapping ? "flapping" : BY_STATE[facts.state];
}
