import { accept, type Outcome, refuse } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import { commandChanged, executionStarted } from "../topics.ts";
import type { Command } from "./command.ts";
import { cancelUnsent } from "./cancelling.ts";
import { enqueue } from "./committing.ts";
import { armDeadlines } from "./deadlines.ts";
import { holdBack } from "./holding.ts";
import {
  type Ledger,
  type LedgerContext,
  newId,
  type OpenRow,
  type PendingSubmission,
} from "./ledger_state.ts";
import type { Execution, Submission, SubmitCommands, WantedCommand } from "./messages.ts";
import { handOver } from "./progress.ts";
import type { LedgerChange } from "./store.ts";

/** Commands that may be open at once: a preset on the largest fleet, and room beside it. */
const MAX_OPEN = 50_000;

/** Takes commands in: the rows are written, then the answer is given, then the targets are told. */
export function submit(ledger: Ledger, question: SubmitCommands, ctx: LedgerContext): void {
  // A repeat needs no disk, so it is answered even while that is full.
  if (answerRepeat(ledger, question, ctx)) return;
  const refusal = refuseSubmission(ledger, question);
  if (refusal) return ctx.reply(question, refusal);
  if (question.execution?.action === "stop") cancelUnsent(ledger, question, ctx);
  const execution = newExecution(question, ctx);
  const commands = question.commands.map((wanted) => newCommand(question, wanted, execution, ctx));
  const pending: PendingSubmission = {
    contentHash: question.idempotency?.contentHash ?? null,
    replies: [ctx.defer(question)],
  };
  if (question.idempotency) ledger.pending.set(pendingKey(question), pending);
  const submission: Submission = { commands, execution, replayed: false };
  const createdMs = ctx.monotonicMs();
  enqueue(ledger, [{
    changes: changesOf(question, submission, ctx.now()),
    committed: () => {
      settle(ledger, question, pending, accept(submission));
      begin(ledger, submission, createdMs, ctx);
    },
    failed: (cause) => settle(ledger, question, pending, refuseStorage(cause)),
  }], ctx);
}

function refuseSubmission(ledger: Ledger, question: SubmitCommands): Outcome<never> | undefined {
  if (ledger.storageProblem !== undefined) return refuseStorage(ledger.storageProblem);
  if (question.commands.length === 0) return refuse("invalid", "There is no target to command.");
  if (ledger.open.size + question.commands.length > MAX_OPEN) {
    return refuse("tooMany", `More than ${MAX_OPEN} commands would be open at once.`);
  }
  return undefined;
}

/** The same key again: the first answer, or a mismatch. False when the key is new. */
function answerRepeat(ledger: Ledger, question: SubmitCommands, ctx: LedgerContext): boolean {
  const { idempotency, requester } = question;
  if (!idempotency) return false;
  const pending = ledger.pending.get(pendingKey(question));
  const hash = pending?.contentHash ??
    ledger.args.store.remembered(requester.name, idempotency.key)?.contentHash;
  if (hash === undefined) return false;
  if (hash !== idempotency.contentHash) {
    const detail = `The idempotency key "${idempotency.key}" was used for another request.`;
    ctx.reply(question, refuse("idempotencyMismatch", detail));
  } else if (pending) pending.replies.push(ctx.defer(question));
  else ctx.reply(question, accept(recall(ledger, requester.name, idempotency.key)));
  return true;
}

function recall(ledger: Ledger, requesterName: string, key: string): Submission {
  const { store } = ledger.args;
  const request = store.remembered(requesterName, key);
  const commands = (request?.commandIds ?? []).flatMap((id) => store.command(id) ?? []);
  const executionId = request?.executionId;
  const execution = executionId ? store.execution(executionId) ?? null : null;
  return { commands, execution, replayed: true };
}

const pendingKey = ({ requester, idempotency }: SubmitCommands) =>
  `${requester.name}\n${idempotency?.key ?? ""}`;

function settle(
  ledger: Ledger,
  question: SubmitCommands,
  pending: PendingSubmission,
  outcome: Outcome<Submission>,
): void {
  if (question.idempotency) ledger.pending.delete(pendingKey(question));
  const [first, ...repeats] = pending.replies;
  first?.ok(outcome);
  const again = outcome.ok ? accept({ ...outcome.value, replayed: true }) : outcome;
  for (const reply of repeats) reply.ok(again);
}

function newExecution(question: SubmitCommands, ctx: LedgerContext): Execution | null {
  const { execution, requester } = question;
  if (!execution) return null;
  return { id: newId("exe", ctx), ...execution, requester, createdAt: ctx.now() };
}

function newCommand(
  question: SubmitCommands,
  { target, order, offsetMs = 0 }: WantedCommand,
  execution: Execution | null,
  ctx: LedgerContext,
): Command {
  const id = newId("cmd", ctx);
  const now = ctx.now();
  const { waitOnlineMs, deadlineMs } = question;
  // A barrier waits for everybody at the start, whatever the moment of each.
  const waitFrom = execution?.barrier ? now : now + offsetMs;
  return {
    id,
    target,
    order,
    requester: question.requester,
    executionId: execution?.id ?? null,
    idempotencyKey: question.idempotency?.key ?? null,
    correlationId: ctx.correlationId ?? execution?.id ?? id,
    createdAt: now,
    updatedAt: now,
    deadlineAt: now + offsetMs + deadlineMs,
    waitOnlineUntil: waitOnlineMs === null ? null : waitFrom + Math.min(waitOnlineMs, deadlineMs),
    offsetMs,
    state: "queued",
    reason: null,
    result: null,
  };
}

function changesOf(question: SubmitCommands, submission: Submission, now: number): LedgerChange[] {
  const { commands, execution } = submission;
  const changes: LedgerChange[] = [];
  if (execution) changes.push({ type: "executionAdded", execution });
  for (const command of commands) changes.push({ type: "commandAdded", command });
  if (question.idempotency) {
    changes.push({
      type: "idempotencyAdded",
      requesterName: question.requester.name,
      idempotency: question.idempotency,
      createdAt: now,
      commandIds: commands.map((command) => command.id),
      executionId: execution?.id ?? null,
    });
  }
  return changes;
}

function begin(
  ledger: Ledger,
  submission: Submission,
  createdMs: number,
  ctx: LedgerContext,
): void {
  const { commands, execution } = submission;
  if (execution) {
    ctx.publish(executionStarted, execution);
    if (execution.barrier) {
      const commandIds = commands.map((command) => command.id);
      ledger.barriers.set(execution.id, { execution, waiting: new Set(commandIds), commandIds });
    }
  }
  const opened = commands.map((row): OpenRow => ({
    row,
    createdMs,
    doubt: null,
    awaited: null,
    ready: false,
  }));
  for (const open of opened) {
    ledger.open.set(open.row.id, open);
    ctx.publish(commandChanged, open.row);
  }
  armDeadlines(ledger, opened, ctx);
  for (const open of opened) {
    if (!ledger.open.has(open.row.id)) continue;
    if (open.row.offsetMs > 0 && !execution?.barrier) {
      holdBack(ledger, open, open.row.createdAt, ctx);
    } else handOver(ledger, open.row, ctx);
  }
}
