import { z } from "zod";
import { ContainerName } from "./container_name.ts";
import type { NodeEvent } from "./events.ts";
import { nested, type Payload } from "./fields.ts";
import { At, OptionalCount, OptionalFlag, OptionalLine, readWith } from "./schema.ts";

type Reported = Extract<NodeEvent, { readonly type: "validatorReported" }>;

const Validator = z.object({
  node: ContainerName,
  era: OptionalCount,
  is_validator: OptionalFlag,
  is_authority: OptionalFlag,
  status: OptionalLine,
  validator_account: OptionalLine,
  previous_validator: OptionalLine,
  message: OptionalLine,
  timestamp: At,
});

/**
 * A node began or ceased to validate. Builds of early June 2025 name accounts, later ones the state; theirs is `error`
 * when the node could not be asked, under whichever type.
 */
export function readValidator(change: Reported["change"]): (frame: Payload) => NodeEvent {
  return (frame) => {
    const read = readWith(Validator, nested(frame.data), "data");
    if ("type" in read) return read;
    return {
      type: "validatorReported",
      change,
      container: read.node,
      era: read.era,
      isValidator: read.is_validator ?? read.is_authority,
      account: read.validator_account,
      ...(read.previous_validator ? { previousAccount: read.previous_validator } : {}),
      ...(read.status === "error" ? { undecided: true } : {}),
      message: read.message,
      at: read.timestamp,
    };
  };
}
