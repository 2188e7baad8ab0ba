import type { ActorDefinition, Context } from "../../kernel/mod.ts";
import { keep, type KeptHistory, newHistory, queueLate, queueQuiet } from "./kept_history.ts";
import type { HistoryMessage } from "./messages.ts";
import { planSpans } from "./reading.ts";
import type { HistoryStore } from "./store.ts";
import { takeBatch, writeAll } from "./writing.ts";

/** What the actor is started with. */
export interface HistoryArgs {
  readonly store: HistoryStore;
}

/**
 * The pause between two batches. A batch of 64 containers takes about a millisecond of this thread, so writing never
 * takes more than a hundredth of it; 8,000 containers need 2.7 s for what they have gathered in 5 minutes.
 */
const FLUSH_MS = 100;
/** The pause after a failed write. */
const RETRY_MS = 5_000;
const MINUTE_MS = 60_000;
/** How often minutes are looked for that nothing follows. */
const SWEEP_MS = 5 * MINUTE_MS;

/**
 * Keeps the history of all containers: takes their minutes, makes hours of them, and writes both in small batches.
 * What is not on the disk yet is read from memory, so nobody sees the difference; a power cut costs the charts the
 * last five minutes.
 */
export const historyActor: ActorDefinition<HistoryMessage, KeptHistory, HistoryArgs> = {
  kind: "nodeHistory",
  // The minute of every container of the largest fleet ends at once.
  mailbox: { capacity: 131_072, whenFull: "dropNewest" },
  init(ctx, args) {
    ctx.timers.every("sweep", SWEEP_MS, { type: "sweepDue" });
    return newHistory(args.store);
  },
  handle(history, message, ctx) {
    switch (message.type) {
      case "minuteEnded":
        keep(history, message.containerId, message.record);
        return armFlush(history, ctx);
      case "containerQuiet":
        queueQuiet(history, message.containerId);
        return armFlush(history, ctx);
      case "containerGone":
        history.pending.delete(message.containerId);
        return;
      case "readSpans":
        return ctx.reply(message, planSpans(history, message));
      case "flushDue":
        history.armed = false;
        return flush(history, ctx);
      case "sweepDue":
        queueLate(history, Math.floor(ctx.now() / MINUTE_MS));
        return armFlush(history, ctx);
      case "flushed":
        history.inFlight = undefined;
        return armFlush(history, ctx);
      case "flushFailed":
        return retryLater(history, ctx);
    }
  },
  /** The last write, at a graceful stop: what is still in memory. */
  async stopped(history, _reason, ctx) {
    const changes = writeAll(history, ctx.now());
    if (changes.length > 0) await history.store.commit(changes);
  },
};

/** Sees to it that what is due is written, after a pause. */
function armFlush(history: KeptHistory, ctx: Context<HistoryMessage>, delayMs = FLUSH_MS): void {
  const isDue = history.due.size > 0 || history.quiet.size > 0 || history.retry !== undefined;
  if (history.armed || history.inFlight || !isDue) return;
  history.armed = true;
  ctx.timers.once("flush", delayMs, { type: "flushDue" });
}

function flush(history: KeptHistory, ctx: Context<HistoryMessage>): void {
  const changes = history.retry ?? takeBatch(history, ctx.now());
  history.retry = undefined;
  if (changes.length === 0) return armFlush(history, ctx);
  history.inFlight = changes;
  ctx.pipe(
    history.store.commit(changes),
    () => ({ type: "flushed" }),
    (cause) => ({ type: "flushFailed", cause }),
  );
}

/** Nothing of the batch is on the disk; the same batch goes first when it is tried again. */
function retryLater(history: KeptHistory, ctx: Context<HistoryMessage>): void {
  history.retry = history.inFlight;
  history.inFlight = undefined;
  armFlush(history, ctx, RETRY_MS);
}
