import { type Command, isFinal } from "../../ledger/command.ts";
import type { SubmitCommands } from "../../ledger/messages.ts";
import type { KeyVerification, StoredSessionKey } from "../../session_keys/store.ts";
import type { RotationStep } from "./rotation_messages.ts";
import {
  amendStep,
  currentStep,
  endRun,
  type RotationContext,
  type Rotations,
} from "./rotation_state.ts";

/** The ledger answers within one write. */
const ASK_MS = 30_000;
/** Longer than a check may wait for its turn. */
const VERIFICATION_MS = 660_000;
/** Commands that end while ours is being written; there is one at a time for each container. */
const MAX_EARLY = 16;

/** The next container has its turn. */
export function beginStep(rotations: Rotations, runId: string, ctx: RotationContext): void {
  const { active, args } = rotations;
  const run = rotations.runs.get(runId);
  if (!active || active.runId !== runId || !run) return;
  if (active.stopReason !== null) return endRun(rotations, "stopped", active.stopReason, ctx);
  active.index++;
  active.early = [];
  const step = run.steps[active.index];
  if (!step) return endRun(rotations, "completed", null, ctx);
  amendStep(rotations, { state: "rotating" }, ctx);
  const question: SubmitCommands = {
    type: "submitCommands",
    requester: run.requester,
    commands: [{ target: step.target, order: { action: "rotate_keys", params: {} } }],
    deadlineMs: active.deadlineMs,
    waitOnlineMs: null,
    idempotency: null,
  };
  ctx.pipe(
    args.ledger.ask(question, { timeoutMs: ASK_MS, correlationId: runId }),
    (outcome) => {
      if (!outcome.ok) return { type: "stepRefused", runId, reason: outcome.refusal.detail };
      const [command] = outcome.value.commands;
      return command
        ? { type: "stepSubmitted", runId, command }
        : { type: "stepRefused", runId, reason: "The ledger made no command." };
    },
    () => ({ type: "stepRefused", runId, reason: "The ledger did not answer." }),
  );
}

/** The command is in the ledger, and may have ended meanwhile. */
export function stepSubmitted(
  rotations: Rotations,
  runId: string,
  { id }: Command,
  ctx: RotationContext,
): void {
  const { active } = rotations;
  if (!active || active.runId !== runId) return;
  amendStep(rotations, { commandId: id }, ctx);
  const ended = active.early.find((command) => command.id === id);
  active.early = [];
  if (ended) commandEnded(rotations, ended, ctx);
}

/** Some command has moved; only the end of ours counts. */
export function commandMoved(rotations: Rotations, command: Command, ctx: RotationContext): void {
  const { active } = rotations;
  const step = currentStep(rotations);
  if (!active || step?.state !== "rotating" || !isFinal(command.state)) return;
  if (step.commandId === command.id) return commandEnded(rotations, command, ctx);
  const maybeOurs = step.commandId === null && command.order.action === "rotate_keys" &&
    command.target.key === step.target.key;
  if (maybeOurs && active.early.length < MAX_EARLY) active.early.push(command);
}

function commandEnded(rotations: Rotations, command: Command, ctx: RotationContext): void {
  const { active } = rotations;
  const keyId = command.result?.keyId;
  if (!active) return;
  if (command.state !== "completed" || typeof keyId !== "string") {
    return failStep(rotations, command.reason ?? `The command is ${command.state}.`, ctx);
  }
  amendStep(rotations, { state: "verifying", keyId }, ctx);
  const { runId } = active;
  ctx.timers.once("verification", VERIFICATION_MS, { type: "verificationOverdue", runId });
  const already = active.verified.get(keyId);
  if (already) verificationKnown(rotations, already, ctx);
  else if (command.result?.verification === "verified") passStep(rotations, ctx);
}

/** A key was stored or checked; only the check of ours counts. */
export function keyChanged(
  rotations: Rotations,
  { keyId, verification }: StoredSessionKey,
  ctx: RotationContext,
): void {
  const { active } = rotations;
  if (!active || verification === null) return;
  const step = currentStep(rotations);
  if (step?.state === "verifying" && step.keyId === keyId) {
    return verificationKnown(rotations, verification, ctx);
  }
  if (step?.state === "rotating" && active.verified.size < MAX_EARLY) {
    active.verified.set(keyId, verification);
  }
}

function verificationKnown(
  rotations: Rotations,
  { verified, detail }: KeyVerification,
  ctx: RotationContext,
): void {
  if (verified) return passStep(rotations, ctx);
  failStep(rotations, `The new key could not be verified: ${detail}`, ctx);
}

/** The container holds its new key: the next one has its turn, after the pause. */
function passStep(rotations: Rotations, ctx: RotationContext): void {
  const { active } = rotations;
  const run = active && rotations.runs.get(active.runId);
  if (!active || !run) return;
  ctx.timers.cancel("verification");
  active.verified.clear();
  amendStep(rotations, { state: "verified" }, ctx);
  const last = active.index === run.steps.length - 1;
  if (last || run.pauseMs === 0) return beginStep(rotations, run.id, ctx);
  ctx.timers.once("next", run.pauseMs, { type: "nextDue", runId: run.id });
}

/** The check did not come to an end. */
export function verificationOverdue(
  rotations: Rotations,
  runId: string,
  ctx: RotationContext,
): void {
  if (currentStep(rotations)?.state !== "verifying") return;
  failStep(rotations, "Nobody could say in time whether the new key is held.", ctx, runId);
}

/** A container failed: no further one is begun. */
export function failStep(
  rotations: Rotations,
  reason: string,
  ctx: RotationContext,
  runId = rotations.active?.runId,
): void {
  const { active } = rotations;
  const step = currentStep(rotations);
  if (!active || !step || active.runId !== runId) return;
  const failed: Partial<RotationStep> = { state: "failed", reason };
  amendStep(rotations, failed, ctx);
  endRun(rotations, "stopped", `${step.target.name}: ${reason}`, ctx);
}
