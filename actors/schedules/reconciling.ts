import { isFinal } from "../ledger/command.ts";
import { afterEnd, settle } from "./run_progress.ts";
import { askRotation } from "./run_rotation.ts";
import type { RunInHand, Schedules, SchedulesContext } from "./schedules_state.ts";

/** Rows of the ledger that one look reads for one run: some milliseconds at the most. */
const MAX_READS = 200;

/** Asks the ledger about what is in hand: a word of it that was lost must not keep a run open for ever. */
export function reconcile(state: Schedules, ctx: SchedulesContext): void {
  for (const inHand of [...state.inHand.values()]) {
    const { run, open } = inHand;
    if (run.state !== "running") continue;
    if (run.rotationId !== null) askRotation(state, run.rotationId, ctx);
    else if (open.size > 0) readOpen(state, inHand, ctx);
  }
}

function readOpen(state: Schedules, inHand: RunInHand, ctx: SchedulesContext): void {
  const before = inHand.open.size;
  for (const [id, index] of [...inHand.open].slice(0, MAX_READS)) {
    const row = state.args.commands.command(id);
    if (row && isFinal(row.state)) settle(inHand, row);
    else {
      // To the end, so that the next look reads others.
      inHand.open.delete(id);
      inHand.open.set(id, index);
    }
  }
  if (inHand.open.size < before) afterEnd(state, inHand, ctx);
}
