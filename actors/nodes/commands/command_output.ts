import type { OutputDivider } from "../../outputs/messages.ts";
import type { NodeHostState } from "../node_host_state.ts";

const DIVIDERS: Readonly<Record<OutputDivider, string>> = {
  away: "The host is not connected.",
  back: "The host is connected again.",
  restarted: "The container was started anew.",
  gap: "Lines may be missing here.",
};

/** Tells what a command has said; keys are cut out of it. */
export function sayOutput({ args }: NodeHostState, commandId: string, text: string): void {
  const clean = String(args.rules.withoutKeys(text));
  args.outputs.tell({ type: "outputSaid", commandId, text: clean, divider: null });
}

/** Puts a line into a command's output that the member did not write; `text` in place of the usual one. */
export function sayDivider(
  { args }: NodeHostState,
  commandId: string,
  divider: OutputDivider,
  text = DIVIDERS[divider],
): void {
  args.outputs.tell({ type: "outputSaid", commandId, text, divider });
}
