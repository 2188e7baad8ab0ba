import type { Question } from "../../kernel/mod.ts";
import type { Command, Target } from "../../ledger/command.ts";
import type { Idempotency } from "../../ledger/messages.ts";
import type { Outcome } from "../../outcome.ts";
import type { Requester } from "../../requester.ts";
import type { StoredSessionKey } from "../../session_keys/store.ts";

/** How one container of a rotation fares. `waiting` becomes `notStarted` when the rotation ends before its turn. */
export type RotationStepState =
  | "waiting"
  | "rotating"
  | "verifying"
  | "verified"
  | "failed"
  | "notStarted";

/** One container of a rotation. */
export interface RotationStep {
  readonly target: Target;
  readonly state: RotationStepState;
  readonly commandId: string | null;
  readonly keyId: string | null;
  /** Why it failed; null where the state says it all. */
  readonly reason: string | null;
}

/** Keys rotated on several containers, one at a time. Times are epoch ms. */
export interface RotationRun {
  /** `rot_<epoch ms>_<random>`; the correlation id of its commands. */
  readonly id: string;
  readonly requester: Requester;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** `stopped`: at the first container that failed, or by a person. */
  readonly state: "running" | "completed" | "stopped";
  readonly reason: string | null;
  /** Between two containers. */
  readonly pauseMs: number;
  readonly steps: readonly RotationStep[];
}

/** Rotates the keys of several containers; answered as soon as it has begun. */
export interface StartRotation extends
  Question<
    Outcome<{
      readonly run: RotationRun;
      readonly replayed: boolean;
    }>
  > {
  readonly type: "startRotation";
  readonly targets: readonly Target[];
  readonly requester: Requester;
  /** For each container. */
  readonly deadlineMs: number;
  readonly pauseMs: number;
  readonly idempotency: Idempotency | null;
}

/** To the actor that rotates keys. */
export type RotationMessage =
  | StartRotation
  /** Newest first. */
  | (Question<readonly RotationRun[]> & { readonly type: "listRotations" })
  | (Question<Outcome<RotationRun>> & { readonly type: "findRotation"; readonly id: string })
  /** No further container is begun. The one in hand is waited for. */
  | (Question<Outcome<RotationRun>> & {
    readonly type: "stopRotation";
    readonly id: string;
    readonly requester: Requester;
  })
  | { readonly type: "stepSubmitted"; readonly runId: string; readonly command: Command }
  | { readonly type: "stepRefused"; readonly runId: string; readonly reason: string }
  | { readonly type: "commandMoved"; readonly command: Command }
  | { readonly type: "keyChanged"; readonly key: StoredSessionKey }
  | { readonly type: "verificationOverdue"; readonly runId: string }
  | { readonly type: "nextDue"; readonly runId: string };
