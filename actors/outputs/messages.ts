import type { Question, Topic } from "../kernel/mod.ts";
import type { Command } from "../ledger/command.ts";

/** Why a log has a line that its container did not write. */
export type OutputDivider = "restarted" | "away" | "back" | "gap";

/** A part of what a command has said. */
export interface OutputChunk {
  /** 1, 2, 3… within one command. */
  readonly sequence: number;
  /** Epoch ms of our clock at which it came. */
  readonly at: number;
  readonly text: string;
  readonly divider: OutputDivider | null;
}

/** What is kept of a command's output. */
export interface KeptOutput {
  /** 0: it has said nothing yet. */
  readonly lastSequence: number;
  /** What was said first is not kept any more. */
  readonly truncated: boolean;
  /** Oldest first. */
  readonly chunks: readonly OutputChunk[];
}

/** From a target's actor: a command of its has said something. */
export interface OutputSaid extends Pick<OutputChunk, "text" | "divider"> {
  readonly type: "outputSaid";
  readonly commandId: string;
}

/** To the actor that keeps the output of commands. */
export type OutputsMessage =
  | OutputSaid
  | (Question<KeptOutput> & { readonly type: "getOutput"; readonly commandId: string })
  | { readonly type: "commandMoved"; readonly command: Command }
  | { readonly type: "sweepDue" };

/** What one command says, as it comes: a channel of its own, so that a reader hears of no other. */
export function outputTopic(commandId: string): Topic<OutputChunk> {
  return { name: `command.output/${commandId}` };
}
