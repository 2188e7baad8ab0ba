import type { Command } from "./command.ts";
import { enqueue } from "./committing.ts";
import { holdBack } from "./holding.ts";
import {
  type Barrier,
  deadlineMsOf,
  type Entry,
  type Ledger,
  type LedgerContext,
  type OpenRow,
  stepEntry,
  tellTarget,
} from "./ledger_state.ts";
import type { CommandReported } from "./messages.ts";

/** A target is connected: its row becomes `sent`, and then it may send. A barrier waits for the last one. */
export function targetReady(ledger: Ledger, id: string, ctx: LedgerContext): void {
  const open = ledger.open.get(id);
  if (!open || open.row.state !== "queued" || ledger.held.has(id)) return;
  if (deadlineMsOf(open) <= ctx.monotonicMs()) return;
  const barrier = open.row.executionId ? ledger.barriers.get(open.row.executionId) : undefined;
  if (!barrier) return enqueue(ledger, [releaseEntry(ledger, open, ctx)], ctx);
  open.ready = true;
  barrier.waiting.delete(id);
  if (barrier.waiting.size > 0) return;
  ledger.barriers.delete(barrier.execution.id);
  openBarrier(ledger, barrier, ctx);
}

/** Everybody is there: what has no offset goes now, all together, and the rest each at its own moment from now on. */
function openBarrier(ledger: Ledger, { commandIds }: Barrier, ctx: LedgerContext): void {
  const rows = commandIds.flatMap((commandId) => ledger.open.get(commandId) ?? []);
  const [later, now] = [rows.filter(isHeld), rows.filter((open) => !isHeld(open))];
  for (const open of later) {
    // A target that is held to its word for minutes would lose the command with its connection.
    tellTarget(ledger, open.row, { type: "withdrawCommand", id: open.row.id });
    holdBack(ledger, open, ctx.now(), ctx);
  }
  enqueue(ledger, now.map((open) => releaseEntry(ledger, open, ctx)), ctx);
}

const isHeld = ({ row }: OpenRow) => row.offsetMs > 0;

function releaseEntry(ledger: Ledger, open: OpenRow, ctx: LedgerContext): Entry | undefined {
  return stepEntry(ledger, open, "sent", {}, ctx, () => {
    const { id } = open.row;
    // It may have been cancelled, or its time may be over, while `sent` was on its way to the disk; then the
    // bytes stay here.
    if (!ledger.open.has(id)) return;
    if (deadlineMsOf(open) <= ctx.monotonicMs()) {
      const reason = "The deadline passed while it was being recorded; nothing was sent.";
      return finish(ledger, id, { state: "timed_out", reason }, ctx);
    }
    if (!tellTarget(ledger, open.row, { type: "releaseCommand", id })) {
      targetMissing(ledger, id, ctx);
    }
  });
}

/** Hands a command to its target, which says when it would send it. */
export function handOver(ledger: Ledger, command: Command, ctx: LedgerContext): void {
  const told = tellTarget(ledger, command, { type: "deliverCommand", command });
  if (!told) targetMissing(ledger, command.id, ctx);
}

/** There is no actor to take the command. */
export function targetMissing(ledger: Ledger, id: string, ctx: LedgerContext): void {
  const reason = "not_connected: the target does not answer inside the control host.";
  finish(ledger, id, { state: "failed", reason }, ctx);
}

/** What a target says of a command. About a final one it is kept as an event, and changes nothing. */
export function report(ledger: Ledger, message: CommandReported, ctx: LedgerContext): void {
  const { id, state, reason, result } = message;
  const open = ledger.open.get(id);
  if (open) {
    if (state !== "acknowledged" && state !== "running") {
      return finish(ledger, id, { state, reason, result }, ctx);
    }
    return enqueue(ledger, [stepEntry(ledger, open, state, {}, ctx)], ctx);
  }
  // A note about a row that does not exist would be refused by the store for ever.
  if (!ledger.args.store.command(id)) return;
  enqueue(ledger, [{
    changes: [{
      type: "commandNoted",
      event: {
        commandId: id,
        at: ctx.now(),
        state,
        reason: reason ?? null,
        result: result ?? null,
      },
    }],
    committed: () => {},
  }], ctx);
}

/** The connection was lost after sending. */
export function doubt(ledger: Ledger, id: string, reason: string): void {
  const open = ledger.open.get(id);
  if (open && open.row.state !== "queued") open.doubt = reason;
}

/** What to say when nothing comes before the deadline. */
export function awaitAnswer(ledger: Ledger, id: string, otherwise: string): void {
  const open = ledger.open.get(id);
  if (open) open.awaited = otherwise;
}

/** How a command ends. */
export interface Ending {
  readonly state: Exclude<CommandReported["state"], "acknowledged" | "running"> | "timed_out";
  readonly reason?: string | undefined;
  readonly result?: CommandReported["result"] | undefined;
}

/** Ends a command, and breaks the barrier that it belongs to. */
export function finish(ledger: Ledger, id: string, ending: Ending, ctx: LedgerContext): void {
  const open = ledger.open.get(id);
  if (!open) return;
  const { state, reason, result } = ending;
  const wasQueued = open.row.state === "queued";
  const more = { reason: reason ?? null, result: result ?? null };
  const entry = stepEntry(ledger, open, state, more, ctx);
  enqueue(ledger, [entry], ctx);
  if (entry && wasQueued) breakBarrier(ledger, open, ctx);
}

/** Ends everybody else of the barrier that a command belonged to. */
export function breakBarrier(ledger: Ledger, broken: OpenRow, ctx: LedgerContext): void {
  const { executionId, target } = broken.row;
  const barrier = executionId ? ledger.barriers.get(executionId) : undefined;
  if (!barrier) return;
  ledger.barriers.delete(barrier.execution.id);
  const reason = `barrier: ${target.name} could not take part, so nothing was sent to any target.`;
  const entries = barrier.commandIds.flatMap((id) => {
    const open = ledger.open.get(id);
    if (!open) return [];
    tellTarget(ledger, open.row, { type: "withdrawCommand", id });
    return [stepEntry(ledger, open, "cancelled", { reason }, ctx)];
  });
  enqueue(ledger, entries, ctx);
}
