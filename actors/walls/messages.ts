import type { Authored } from "../audit/author.ts";
import type { Question } from "../kernel/mod.ts";
import type { Outcome } from "../outcome.ts";
import type { HostBrief } from "./expected.ts";
import type { WallNote } from "./timeline.ts";
import type { HostCondition } from "./conditions.ts";
import type { Culprit, Verdict } from "./verdict.ts";

/** One host that a wall expects. */
export interface WallMember {
  /** As the config file lists it: a name or an address. */
  readonly host: string;
  /** Null while nobody fits. */
  readonly hostId: number | null;
  readonly condition: HostCondition;
}

/** One wall at one moment. Times are epoch milliseconds. */
export interface WallSnapshot {
  readonly name: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly culprits: readonly Culprit[];
  /** Since when verdict and culprits are the same. */
  readonly since: number;
  /** The entry of the timeline that tells of it. */
  readonly entryId: number;
  readonly members: readonly WallMember[];
  /** What somebody wrote last. */
  readonly lastNote: WallNote | null;
}

/** Every wall, in the order of the config file. */
export interface ListWalls extends Question<readonly WallSnapshot[]> {
  readonly type: "listWalls";
}

/** By name; letter case does not count. */
export interface FindWall extends Question<Outcome<WallSnapshot>> {
  readonly type: "findWall";
  readonly name: string;
}

/** Writes a note to an entry of a wall's timeline; to the last one unless another is named. */
export interface AddWallNote extends Question<Outcome<WallNote>>, Authored {
  readonly type: "addWallNote";
  readonly name: string;
  readonly entryId: number | null;
  /** 1 to 2,000 characters. */
  readonly text: string;
  /** Name of the token it is written with. */
  readonly by: string;
}

/** To the actor that judges the walls. */
export type WallsMessage =
  | ListWalls
  | FindWall
  | AddWallNote
  /** Something about hosts has changed, or is looked at again to be sure. */
  | { readonly type: "judgeWalls" }
  | { readonly type: "settingsChanged" }
  | { readonly type: "hostsDescribed"; readonly briefs: readonly HostBrief[] }
  | { readonly type: "descriptionFailed" }
  | { readonly type: "commitSettled"; readonly cause?: unknown };
