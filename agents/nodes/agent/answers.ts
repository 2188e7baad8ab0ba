import type { NodeNotice, NodeOutcome } from "./command_runner.ts";
import { isOnce } from "./command_memory.ts";
import type { BegunCommand, Delivery } from "./node_notes.ts";

const NOTICE_ACKNOWLEDGEMENTS: Readonly<Record<NodeNotice["type"], string>> = {
  key_update: "key_update_ack",
  backup_complete: "backup_complete_ack",
};

/**
 * The end of a command, as frames in the order in which they go out: a new key, a backup, then the answer (node guide,
 * sections 2.2, 3.2 and 4.2). The answer carries its id twice, for servers written from the guide and from the field.
 */
export function deliveriesOf(id: string, outcome: NodeOutcome, now: number): readonly Delivery[] {
  const notices = (outcome.after ?? []).map((notice): Delivery => ({
    acknowledgement: NOTICE_ACKNOWLEDGEMENTS[notice.type],
    of: notice.data.container,
    frame: { ...notice },
  }));
  return [...notices, answerOf(id, outcome, now)];
}

/** A failure as an answer. */
export function failureOf(id: string, error: string, now: number): Delivery {
  return answerOf(id, { status: "failed", result: null, error }, now);
}

/** What there is to say of a command that an earlier life of the agent has begun. */
export function interruptionOf({ id, command, over }: BegunCommand, now: number): Delivery {
  return failureOf(id, wordInterruption(command, over), now);
}

/** News that nobody acknowledges, such as a validator's. */
export function newsOf(frame: Readonly<Record<string, unknown>>): Delivery {
  return { acknowledgement: "none", of: "", frame: { ...frame } };
}

function answerOf(
  id: string,
  { status, result, error }: Pick<NodeOutcome, "status" | "result" | "error">,
  now: number,
): Delivery {
  const data = { command_id: id, id, status, result, error, timestamp: now };
  return { acknowledgement: "command_ack", of: id, frame: { type: "command_response", data } };
}

function wordInterruption(command: string, over: boolean): string {
  if (over) {
    return "It was carried out; the agent was started anew before its answer had arrived, and that is lost.";
  }
  return isOnce(command)
    ? "The agent was started anew while this ran: nobody knows whether it was carried out. Look before you send it again."
    : "The agent was started anew while this ran.";
}
