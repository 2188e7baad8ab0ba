import type { ActorDefinition } from "../kernel/mod.ts";
import { cancel } from "./cancelling.ts";
import { commitFailed, committed, retryCommit } from "./committing.ts";
import { endOverdue } from "./deadlines.ts";
import { takeDue } from "./holding.ts";
import type { Ledger, LedgerArgs } from "./ledger_state.ts";
import type { LedgerMessage } from "./messages.ts";
import { awaitAnswer, doubt, handOver, report, targetReady } from "./progress.ts";
import { endAll, endLeftovers } from "./recovery.ts";
import { forgetKeys, prune, retain } from "./retention.ts";
import { submit } from "./submission.ts";

/**
 * The command ledger: every command to any member is a durable row, and no state is told to anybody before it
 * is on the disk. Reads go to the store; this actor alone writes.
 */
export const ledgerActor: ActorDefinition<LedgerMessage, Ledger, LedgerArgs> = {
  kind: "ledger",
  // The reports of a preset on the largest fleet arrive at once; losing one would leave a command hanging.
  mailbox: { capacity: 262_144, whenFull: "fail" },
  urgent: true,
  async init(ctx, args) {
    await endLeftovers(args.store, ctx.now());
    retain(ctx);
    return {
      args,
      open: new Map(),
      barriers: new Map(),
      pending: new Map(),
      queue: [],
      inFlight: undefined,
      held: new Map(),
      nextHeldMs: Infinity,
      nextDueMs: Infinity,
      storageProblem: undefined,
    };
  },
  handle(ledger, message, ctx) {
    switch (message.type) {
      case "submitCommands":
        return submit(ledger, message, ctx);
      case "commandReady":
        return targetReady(ledger, message.id, ctx);
      case "commandReported":
        return report(ledger, message, ctx);
      case "commandDoubtful":
        return doubt(ledger, message.id, message.reason);
      case "commandAwaited":
        return awaitAnswer(ledger, message.id, message.otherwise);
      case "cancelCommand":
        return cancel(ledger, message, ctx);
      case "committed":
        return committed(ledger, ctx);
      case "commitFailed":
        return commitFailed(ledger, message.cause, ctx);
      case "retryCommit":
        return retryCommit(ledger, ctx);
      case "deadlinesDue":
        return endOverdue(ledger, ctx);
      case "pruneDue":
        return prune(ledger, ctx);
      case "forgetKeysDue":
        return forgetKeys(ledger, ctx);
      case "heldDue":
        return takeDue(ledger, ctx).forEach(({ row }) => handOver(ledger, row, ctx));
    }
  },
  /** What is still open at a graceful stop is ended now, as the next start would. */
  async stopped(ledger, _reason, ctx) {
    const rows = [...ledger.open.values()].map((open) => open.row);
    const queued = ledger.queue.flatMap((entry) => entry.changes);
    if (queued.length > 0) await ledger.args.store.commit(queued);
    await endAll(ledger.args.store, rows, ctx.now());
  },
};
