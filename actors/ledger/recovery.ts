import type { Command } from "./command.ts";
import type { LedgerChange } from "./store.ts";

/**
 * Ends what an earlier run has left open. What was never sent has failed; of what was sent nobody can know
 * whether it ran, and it is not sent again.
 */
export function endLeftovers(unfinished: readonly Command[], now: number): LedgerChange[] {
  return unfinished.map((command) => ({
    type: "commandChanged",
    command: { ...command, ...endingOf(command), updatedAt: now },
  }));
}

function endingOf(command: Command): Pick<Command, "state" | "reason"> {
  return command.state === "queued"
    ? { state: "failed", reason: "The control host stopped before anything was sent." }
    : {
      state: "unknown",
      reason: "The control host stopped after sending; it may or may not have run.",
    };
}
