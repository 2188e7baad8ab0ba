import type { ActorDefinition, Context } from "../kernel/mod.ts";
import { isFinal } from "../ledger/command.ts";
import { commandChanged } from "../topics.ts";
import { type KeptOutput, type OutputSaid, type OutputsMessage, outputTopic } from "./messages.ts";
import { OutputBuffer } from "./output_buffer.ts";

/** What a command that is over has said is kept for an hour: long enough to come back to a page. */
const KEEP_OVER_MS = 3_600_000;
const SWEEP_MS = 60_000;
/** Commands whose output is kept, and all of it together: at most 64 MB. */
const MAX_COMMANDS = 1_000;
const MAX_CHARS = 32 * 1_024 * 1_024;

interface Kept {
  readonly buffer: OutputBuffer;
  /** Monotonic ms at which the command was over. */
  overAt: number | null;
}

interface Outputs {
  /** The one that spoke last is the last. */
  readonly kept: Map<string, Kept>;
  chars: number;
}

const NOTHING: KeptOutput = { lastSequence: 0, truncated: false, chunks: [] };

/**
 * What commands say while they run: the end of it, in memory, and on a topic of its own as it comes. The ledger keeps
 * how a command ended; this is gone with the process.
 */
export const outputsActor: ActorDefinition<OutputsMessage, Outputs> = {
  kind: "outputs",
  // Five frames a second from each of some hundred followed logs, for several seconds.
  mailbox: { capacity: 8_192, whenFull: "dropOldest" },
  init(ctx) {
    ctx.subscribe(commandChanged, (command) => ({ type: "commandMoved", command }));
    ctx.timers.every("sweep", SWEEP_MS, { type: "sweepDue" });
    return { kept: new Map(), chars: 0 };
  },
  handle(outputs, message, ctx) {
    switch (message.type) {
      case "outputSaid":
        return take(outputs, message, ctx);
      case "getOutput":
        return ctx.reply(message, outputs.kept.get(message.commandId)?.buffer.kept() ?? NOTHING);
      case "commandMoved": {
        const kept = outputs.kept.get(message.command.id);
        if (kept && isFinal(message.command.state)) kept.overAt ??= ctx.monotonicMs();
        return;
      }
      case "sweepDue":
        return sweep(outputs, ctx.monotonicMs());
    }
  },
};

function take(outputs: Outputs, said: OutputSaid, ctx: Context<OutputsMessage>): void {
  const { commandId, text, divider } = said;
  const kept = outputs.kept.get(commandId) ?? { buffer: new OutputBuffer(), overAt: null };
  const before = kept.buffer.cost;
  const chunk = kept.buffer.add({ at: ctx.now(), text, divider });
  outputs.chars += kept.buffer.cost - before;
  outputs.kept.delete(commandId);
  outputs.kept.set(commandId, kept);
  makeRoom(outputs);
  ctx.publish(outputTopic(commandId), chunk);
}

/** Whoever was silent for longest goes, and those that are over before those that run. */
function makeRoom(outputs: Outputs): void {
  const isFull = () => outputs.kept.size > MAX_COMMANDS || outputs.chars > MAX_CHARS;
  for (const onlyOver of [true, false]) {
    if (!isFull()) return;
    for (const [id, { overAt }] of [...outputs.kept].slice(0, -1)) {
      if (!isFull()) return;
      if (!onlyOver || overAt !== null) drop(outputs, id);
    }
  }
}

function sweep(outputs: Outputs, monotonicMs: number): void {
  for (const [id, { overAt }] of [...outputs.kept]) {
    if (overAt !== null && monotonicMs - overAt >= KEEP_OVER_MS) drop(outputs, id);
  }
}

function drop(outputs: Outputs, id: string): void {
  outputs.chars -= outputs.kept.get(id)?.buffer.cost ?? 0;
  outputs.kept.delete(id);
}
