import type { Question } from "../kernel/mod.ts";
import type { Liveness } from "../liveness.ts";
import type { MemberId, MemberKind, MemberRecord, Presence } from "./store.ts";

/** What a member is at this moment, as its kind's lists and events show it. */
export interface Observation extends MemberId {
  readonly name: string;
  readonly liveness: Liveness;
  /** Why it is there, or not; one sentence. */
  readonly reason: string;
  readonly health: string | null;
  readonly healthReason: string;
}

/** Which members; in the order of their lists. */
export interface ListMembers extends Question<readonly MemberRecord[]> {
  readonly type: "listMembers";
  readonly kind: MemberKind;
  /** Only these. */
  readonly keys?: readonly string[] | undefined;
  /** Only those behind this one. */
  readonly afterKey?: string | undefined;
  readonly atMost: number;
}

/** So many members of a kind are so alive. */
export interface MemberCount {
  readonly kind: MemberKind;
  /** `unknown` until it was heard since our start. */
  readonly liveness: Presence;
  readonly count: number;
}

/** How many members there are, by kind and liveness. */
export interface CountMembers extends Question<readonly MemberCount[]> {
  readonly type: "countMembers";
}

/** To the actor that records who is there when. */
export type PresenceMessage =
  | ListMembers
  | CountMembers
  | { readonly type: "observed"; readonly observation: Observation }
  /** Every member of a kind: those that are not among them are no more. */
  | {
    readonly type: "surveyed";
    readonly kind: MemberKind;
    readonly observations: readonly Observation[];
  }
  | { readonly type: "gone"; readonly member: MemberId }
  | { readonly type: "surveyDue" }
  | { readonly type: "surveyFailed" }
  | { readonly type: "flushDue" }
  | { readonly type: "aliveDue" }
  | { readonly type: "pruneDue" }
  | { readonly type: "commitSettled"; readonly cause: unknown };
