import { accept, refuse } from "../outcome.ts";
import { enqueue } from "./committing.ts";
import { type Ledger, type LedgerContext, stepEntry, tellTarget } from "./ledger_state.ts";
import type { CancelCommand, SubmitCommands } from "./messages.ts";
import { breakBarrier } from "./progress.ts";

/** A person gives a command up. One that was sent cannot be called back, and the row says so. */
export function cancel(ledger: Ledger, question: CancelCommand, ctx: LedgerContext): void {
  const { id, requester } = question;
  const open = ledger.open.get(id);
  if (!open) return ctx.reply(question, refuseCancel(ledger, id));
  const reply = ctx.defer(question);
  const reason = open.row.state === "queued"
    ? `Cancelled by ${requester.name} before it was sent.`
    : `${requester.name} stopped waiting; it was sent before, and the member may still carry it out.`;
  tellTarget(ledger, open.row, { type: "withdrawCommand", id });
  const wasQueued = open.row.state === "queued";
  const entry = stepEntry(ledger, open, "cancelled", { reason }, ctx, () => {
    reply.ok(accept(open.row));
  });
  enqueue(ledger, [entry], ctx);
  if (wasQueued) breakBarrier(ledger, open, ctx);
}

/** A preset is stopped: what was not sent of its runs is not sent any more, whatever it waits for. */
export function cancelUnsent(
  ledger: Ledger,
  { requester, execution }: Pick<SubmitCommands, "requester" | "execution">,
  ctx: LedgerContext,
): void {
  const reason = `${requester.name} stopped the preset before this was sent.`;
  const entries = [...ledger.open.values()].flatMap((open) => {
    const { id, state, executionId, order: { action, params } } = open.row;
    if (state !== "queued" || executionId === null || action !== "execute") return [];
    if (params.presetId !== execution?.presetId) return [];
    ledger.barriers.delete(executionId);
    tellTarget(ledger, open.row, { type: "withdrawCommand", id });
    return [stepEntry(ledger, open, "cancelled", { reason }, ctx)];
  });
  enqueue(ledger, entries, ctx);
}

function refuseCancel(ledger: Ledger, id: string): ReturnType<typeof refuse> {
  const row = ledger.args.store.command(id);
  if (!row) return refuse("notFound", `There is no command "${id.slice(0, 64)}".`);
  return refuse("conflict", `The command is ${row.state} already, and cannot be cancelled.`);
}
