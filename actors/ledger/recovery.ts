import type { Command } from "./command.ts";
import type { LedgerChange, LedgerStore } from "./store.ts";

/**
 * Commands in one commit. Reading them and handing them to the writing thread holds up the event loop for some 10 ms;
 * all that may be open would hold it up for two seconds, in which a fleet that comes back gives up.
 */
const PORTION = 500;

/**
 * Ends what an earlier run has left open on the disk. What was never sent has failed; of what was sent nobody can know
 * whether it ran, and it is not sent again. A crash on the way leaves the rest to the next start.
 */
export async function endLeftovers(
  store: Pick<LedgerStore, "commit" | "unfinished">,
  now: number,
): Promise<void> {
  for (;;) {
    const portion = store.unfinished(PORTION);
    if (portion.length === 0) return;
    await endAll(store, portion, now);
  }
}

/** The same for commands that are known, at a graceful stop. */
export async function endAll(
  store: Pick<LedgerStore, "commit">,
  open: readonly Command[],
  now: number,
): Promise<void> {
  for (let at = 0; at < open.length; at += PORTION) {
    await store.commit(open.slice(at, at + PORTION).map((command) => ended(command, now)));
  }
}

function ended(command: Command, now: number): LedgerChange {
  return {
    type: "commandChanged",
    command: { ...command, ...endingOf(command), updatedAt: now },
  };
}

function endingOf(command: Command): Pick<Command, "state" | "reason"> {
  return command.state === "queued"
    ? { state: "failed", reason: "The control host stopped before anything was sent." }
    : {
      state: "unknown",
      reason: "The control host stopped after sending; it may or may not have run.",
    };
}
