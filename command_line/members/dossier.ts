import type { Fact } from "./facts.ts";
import type { MemberKey } from "./member.ts";

/** What is known of a member, as it is shown. */
export interface Dossier {
  /** Stands above the facts: what it is called, and what else tells it from others. */
  readonly title: string;
  /** As the API gives it, without its notes. */
  readonly member: object;
  /** Who may have alerts and commands: it, and what is part of it. */
  readonly parts: readonly MemberKey[];
  readonly facts: readonly Fact[];
  /** Newest first. */
  readonly notes: readonly NoteLine[];
}

/** Something that happened. */
export interface NoteLine {
  readonly at: string;
  /** What it was, in a word or two. */
  readonly what: string;
  readonly text: string;
  /** As the API gives it. */
  readonly raw: object;
}
