import { type Command, isFinal } from "../../../actors/ledger/command.ts";
import type { KeptOutput, OutputChunk } from "../../../actors/outputs/messages.ts";
import type { CommandOutput } from "../../../protocols/api/command_output.ts";
import { isoTime } from "./times.ts";

/** What a command has said; of one that said nothing until its end, its answer as text. */
export function keptOutput(kept: KeptOutput, row: Command | undefined): KeptOutput {
  if (kept.lastSequence > 0 || !row || !isFinal(row.state)) return kept;
  const text = answerText(row);
  if (text === undefined) return kept;
  const chunk: OutputChunk = { sequence: 1, at: row.updatedAt, text, divider: null };
  return { lastSequence: 1, truncated: row.result?.truncated === true, chunks: [chunk] };
}

function answerText({ result }: Command): string | undefined {
  if (result === null || Object.keys(result).length === 0) return undefined;
  const { output } = result;
  return typeof output === "string" ? output : JSON.stringify(result, null, 2);
}

/** What a command has said so far. */
export function outputBody(row: Command, kept: KeptOutput): CommandOutput {
  const { lastSequence, truncated, chunks } = keptOutput(kept, row);
  return {
    commandId: row.id,
    state: row.state,
    over: isFinal(row.state),
    lastSequence,
    truncated,
    chunks: chunks.map(chunkBody),
  };
}

/** One part of it. */
export function chunkBody({ sequence, at, text, divider }: OutputChunk) {
  return { sequence, at: isoTime(at), text, divider };
}
