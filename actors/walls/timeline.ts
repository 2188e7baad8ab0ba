import type { Culprit, Verdict } from "./verdict.ts";

/** A verdict on a wall, from the moment it was first given until the next entry. */
export interface WallEntry {
  readonly id: number;
  /** The wall's name. */
  readonly wall: string;
  /** Epoch ms. */
  readonly at: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly culprits: readonly Culprit[];
}

/** An entry as the timeline shows it. */
export interface FinishedEntry extends WallEntry {
  /** Epoch ms of the next entry; null for the one that holds. */
  readonly until: number | null;
}

/** What somebody wrote to an entry: what was done to recover, for example. */
export interface WallNote {
  readonly id: number;
  readonly wall: string;
  readonly entryId: number;
  /** Epoch ms. */
  readonly at: number;
  /** Name of the token it was written with. */
  readonly by: string;
  /** 1 to 2,000 characters. */
  readonly text: string;
}
