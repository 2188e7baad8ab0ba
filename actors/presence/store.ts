import type { Page } from "../ledger/store.ts";
import type { Liveness } from "../liveness.ts";

/** Every kind of member that may be there or not. */
export const MEMBER_KINDS = ["display", "node", "container", "syncHost", "camera"] as const;
export type MemberKind = typeof MEMBER_KINDS[number];

/** `unknown`: the control host was not running, or had not heard of the member since its start. */
export type Presence = Liveness | "unknown";

/** Which member: the key is its id, a node host's server id, or a container's server id, slash and name. */
export interface MemberId {
  readonly kind: MemberKind;
  readonly key: string;
}

/** What a member is now, and since when. Epoch ms. */
export interface MemberRecord extends MemberId {
  readonly name: string;
  readonly liveness: Presence;
  readonly livenessSince: number;
  /** In the words of its kind; null where it has told nothing yet. */
  readonly health: string | null;
  readonly healthSince: number;
}

/** One line of a member's history. */
export interface PresenceNote extends MemberId {
  /** Epoch ms. */
  readonly at: number;
  readonly about: "liveness" | "health";
  /** What held before; null: it was not known before. */
  readonly from: string | null;
  readonly to: string;
  readonly heldMs: number | null;
  /** One sentence, or empty. */
  readonly reason: string;
}

/** A {@link PresenceNote} as it is on the disk. */
export interface KeptPresenceNote extends PresenceNote {
  readonly id: number;
}

/** What a strip needs of a line: a thousand members are drawn at once. */
export type PresenceStep = Pick<PresenceNote, "at" | "about" | "from" | "to">;

export type PresenceChange =
  | { readonly type: "memberSaved"; readonly member: MemberRecord }
  /** With its history. */
  | { readonly type: "memberRemoved"; readonly member: MemberId }
  | { readonly type: "memberNoted"; readonly note: PresenceNote }
  /** Forgets all but the newest lines of one member. */
  | { readonly type: "memberTrimmed"; readonly member: MemberId; readonly keep: number }
  | { readonly type: "historyPruned"; readonly before: number }
  /** The control host was running then. */
  | { readonly type: "aliveNoted"; readonly at: number };

/** Durable storage of who was there when; `commit` as in the ledger's store. */
export interface PresenceStore {
  commit(changes: readonly PresenceChange[]): Promise<void>;
  members(): readonly MemberRecord[];
  /** When the control host was last known to run, in epoch ms; null: never before. */
  aliveAt(): number | null;
  /** Newest first. A foreign cursor throws `BadCursor`. */
  history(
    member: MemberId,
    query: { readonly cursor?: string | undefined; readonly limit: number },
  ): Page<KeptPresenceNote>;
  /** What changed at or after `from`, newest first, at most so many lines. */
  stepsSince(member: MemberId, from: number, atMost: number): readonly PresenceStep[];
}
