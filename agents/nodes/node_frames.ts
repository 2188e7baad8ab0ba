import type { NodeBuild } from "./node_build.ts";
import type { ScriptedOutcome } from "./scripted_commands.ts";

/** A frame before it is encoded. */
export type Frame = { readonly [key: string]: unknown };

/** The end of a command; times of these frames are in seconds. */
export function answerFrame(commandId: string, outcome: ScriptedOutcome, now: number): Frame {
  const { result = null, error = null } = outcome;
  const status = error === null ? "completed" : "failed";
  const timestamp = Math.floor(now / 1_000);
  return {
    type: "command_response",
    data: { command_id: commandId, status, result, error, timestamp },
  };
}

/** A validator's change as a build spells it; null when the build has no such frames. */
export function validatorFrame(
  { validatorEvents, encodesTwice }: NodeBuild,
  told: {
    readonly node: string;
    readonly change: "activated" | "deactivated";
    readonly era: number;
  },
  now: number,
): Frame | string | null {
  if (validatorEvents === null) return null;
  const { node, change, era } = told;
  const active = change === "activated";
  const more = validatorEvents === "state"
    ? { is_validator: active, status: active ? "active" : "not_validator", message: change }
    : { validator_account: "5Grw", previous_validator: null, is_authority: active };
  const frame = { type: `validator_${change}`, data: { node, era, ...more, timestamp: now } };
  return encodesTwice ? JSON.stringify(frame) : frame;
}
