import type { ActorDefinition } from "../../kernel/mod.ts";
import { accept, refuse } from "../../outcome.ts";
import { sessionKeyChanged } from "../../session_keys/topics.ts";
import { commandChanged } from "../../topics.ts";
import type { RotationMessage, RotationRun, StartRotation } from "./rotation_messages.ts";
import {
  endRun,
  MAX_RUNS,
  put,
  type RotationArgs,
  type RotationContext,
  type Rotations,
} from "./rotation_state.ts";
import {
  beginStep,
  commandMoved,
  failStep,
  keyChanged,
  stepSubmitted,
  verificationOverdue,
} from "./rotation_steps.ts";

/**
 * Rotates the session keys of several containers: one at a time, and the next only when the one before was found to
 * hold its new key. It stops at the first that fails, so that a mistake costs one validator and not all. Runs are kept
 * in memory: after a restart of the control host none goes on, and what was done is in the ledger and the key store.
 */
export const rotationActor: ActorDefinition<RotationMessage, Rotations, RotationArgs> = {
  kind: "rotations",
  // It hears of every command that ends, and those of a large preset end together.
  mailbox: { capacity: 16_384, whenFull: "dropNewest" },
  init(ctx, args) {
    ctx.subscribe(commandChanged, (command) => ({ type: "commandMoved", command }));
    ctx.subscribe(sessionKeyChanged, (key) => ({ type: "keyChanged", key }));
    return { args, runs: new Map(), remembered: new Map(), active: undefined };
  },
  handle(rotations, message, ctx) {
    switch (message.type) {
      case "startRotation":
        return start(rotations, message, ctx);
      case "listRotations":
        return ctx.reply(message, [...rotations.runs.values()].reverse());
      case "findRotation": {
        const run = rotations.runs.get(message.id);
        return ctx.reply(message, run ? accept(run) : noRun(message.id));
      }
      case "stopRotation":
        return stopRun(rotations, message, ctx);
      case "stepSubmitted":
        return stepSubmitted(rotations, message.runId, message.command, ctx);
      case "stepRefused":
        return failStep(rotations, message.reason, ctx, message.runId);
      case "commandMoved":
        return commandMoved(rotations, message.command, ctx);
      case "keyChanged":
        return keyChanged(rotations, message.key, ctx);
      case "verificationOverdue":
        return verificationOverdue(rotations, message.runId, ctx);
      case "nextDue":
        return beginStep(rotations, message.runId, ctx);
    }
  },
};

function start(rotations: Rotations, question: StartRotation, ctx: RotationContext): void {
  const { idempotency, requester, targets } = question;
  const key = idempotency && `${requester.name}\n${idempotency.key}`;
  const before = key === null ? undefined : rotations.remembered.get(key);
  const known = before && rotations.runs.get(before.runId);
  if (known) {
    const same = before.contentHash === idempotency?.contentHash;
    const detail = "The idempotency key was used for another request.";
    return ctx.reply(
      question,
      same ? accept({ run: known, replayed: true }) : refuse("idempotencyMismatch", detail),
    );
  }
  if (rotations.active) {
    const detail = `The rotation ${rotations.active.runId} is under way; only one may be.`;
    return ctx.reply(question, refuse("conflict", detail));
  }
  const run = newRun(question, ctx);
  if (key !== null && idempotency) {
    rotations.remembered.set(key, { contentHash: idempotency.contentHash, runId: run.id });
  }
  const { deadlineMs } = question;
  rotations.active = {
    runId: run.id,
    deadlineMs,
    index: -1,
    early: [],
    verified: new Map(),
    stopReason: null,
  };
  forgetOldest(rotations);
  put(rotations, run, ctx);
  ctx.reply(question, accept({ run, replayed: false }));
  if (targets.length > 0) beginStep(rotations, run.id, ctx);
}

function newRun(question: StartRotation, ctx: RotationContext): RotationRun {
  const random = Math.floor(ctx.random() * 36 ** 9).toString(36).padStart(9, "0");
  const now = ctx.now();
  return {
    id: `rot_${now}_${random}`,
    requester: question.requester,
    createdAt: now,
    updatedAt: now,
    state: "running",
    reason: null,
    pauseMs: question.pauseMs,
    steps: question.targets.map((target) => ({
      target,
      state: "waiting",
      commandId: null,
      keyId: null,
      reason: null,
    })),
  };
}

function forgetOldest({ runs, remembered }: Rotations): void {
  const [oldest] = runs.keys();
  if (runs.size < MAX_RUNS || oldest === undefined) return;
  runs.delete(oldest);
  for (const [key, { runId }] of remembered) if (runId === oldest) remembered.delete(key);
}

function stopRun(
  rotations: Rotations,
  question: Extract<RotationMessage, { readonly type: "stopRotation" }>,
  ctx: RotationContext,
): void {
  const { id, requester } = question;
  const run = rotations.runs.get(id);
  if (!run) return ctx.reply(question, noRun(id));
  const { active } = rotations;
  if (active?.runId !== id) {
    return ctx.reply(question, refuse("conflict", `The rotation is ${run.state} already.`));
  }
  active.stopReason = `Stopped by ${requester.name}.`;
  const step = run.steps[active.index];
  const between = step?.state === "verified" || step === undefined;
  if (between) endRun(rotations, "stopped", active.stopReason, ctx);
  ctx.reply(question, accept(rotations.runs.get(id) ?? run));
}

function noRun(id: string): ReturnType<typeof refuse> {
  return refuse("notFound", `There is no rotation "${id.slice(0, 64)}".`);
}
