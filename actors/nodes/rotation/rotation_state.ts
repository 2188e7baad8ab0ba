import type { ActorRef, Context } from "../../kernel/mod.ts";
import type { Command } from "../../ledger/command.ts";
import type { LedgerMessage } from "../../ledger/messages.ts";
import type { KeyVerification } from "../../session_keys/store.ts";
import type { RotationMessage, RotationRun, RotationStep } from "./rotation_messages.ts";
import { rotationChanged } from "../topics.ts";

/** What the actor is started with. */
export interface RotationArgs {
  readonly ledger: ActorRef<LedgerMessage>;
}

/** The run that is under way. */
export interface ActiveRun {
  readonly runId: string;
  /** For each container. */
  readonly deadlineMs: number;
  /** The container whose turn it is. */
  index: number;
  /** Ended commands that were heard of before the answer that names ours. */
  early: Command[];
  /** Checks that were heard of before the command that names their key. */
  readonly verified: Map<string, KeyVerification>;
  /** Set when no further container is to be begun. */
  stopReason: string | null;
}

/** The state: runs by id, the oldest first, and the one that is under way. */
export interface Rotations {
  readonly args: RotationArgs;
  readonly runs: Map<string, RotationRun>;
  /** By requester and key: repeating a request gives the run that it began. */
  readonly remembered: Map<string, { readonly contentHash: string; readonly runId: string }>;
  active: ActiveRun | undefined;
}

export type RotationContext = Context<RotationMessage>;

/** Runs that are remembered; their commands and keys are kept for good. */
export const MAX_RUNS = 50;

/** Replaces a run, and tells whoever looks. */
export function put(rotations: Rotations, run: RotationRun, ctx: RotationContext): RotationRun {
  const changed = { ...run, updatedAt: ctx.now() };
  rotations.runs.set(run.id, changed);
  ctx.publish(rotationChanged, changed);
  return changed;
}

/** Changes one step of the run that is under way. */
export function amendStep(
  rotations: Rotations,
  change: Partial<RotationStep>,
  ctx: RotationContext,
): void {
  const { active } = rotations;
  const run = active && rotations.runs.get(active.runId);
  if (!active || !run) return;
  const steps = run.steps.map((step, index) =>
    index === active.index ? { ...step, ...change } : step
  );
  put(rotations, { ...run, steps }, ctx);
}

/** The step that is under way. */
export function currentStep({ active, runs }: Rotations): RotationStep | undefined {
  return active && runs.get(active.runId)?.steps[active.index];
}

/** Ends the run that is under way. */
export function endRun(
  rotations: Rotations,
  state: "completed" | "stopped",
  reason: string | null,
  ctx: RotationContext,
): void {
  const run = rotations.active && rotations.runs.get(rotations.active.runId);
  rotations.active = undefined;
  ctx.timers.cancel("verification");
  ctx.timers.cancel("next");
  if (!run) return;
  const steps = run.steps.map((step): RotationStep =>
    step.state === "waiting" ? { ...step, state: "notStarted" } : step
  );
  put(rotations, { ...run, state, reason, steps }, ctx);
}
