/** What is to become of one thing: `added` completes what is there, a `conflict` is decided by `--on-conflict`. */
export type Verdict = "new" | "same" | "added" | "conflict";

/** In what two things of one name differ. `severalDisplays`: its names lead to several displays; merge those by hand. */
export type Difference =
  | "names"
  | "mac"
  | "description"
  | "members"
  | "commands"
  | "group"
  | "severalDisplays";

/** What a table of the plan has a row for. */
export type Kind = "displays" | "groups" | "presets" | "keys";

/** One thing of the old server, and what is to be done for it. */
export interface Step {
  readonly kind: Kind;
  readonly name: string;
  readonly verdict: Verdict;
  readonly differs: readonly Difference[];
  /** Undefined: nothing is to be done. A step that was done is `same` the next time. */
  readonly run: (() => Promise<void>) | undefined;
}

/** What to do with a thing that is there and different. */
export type OnConflict = "skip" | "replace";
