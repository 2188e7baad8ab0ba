import type { Json } from "../../ledger/command.ts";
import type { CommandReported } from "../../ledger/messages.ts";
import { isConcurrent } from "../capabilities.ts";
import { advance, conclude, type Conclusion, freeSlot } from "./command_slot.ts";
import { announceNode } from "../host_summary.ts";
import { isJsonRecord } from "../json_record.ts";
import { saveKey } from "../key_saving.ts";
import type { NodeLink } from "../link.ts";
import { followAnswered } from "../logs/log_answers.ts";
import type { NodeMemberEvent } from "../messages.ts";
import type { NodeHostContext, NodeHostState, OpenCommand } from "../node_host_state.ts";
import { noteNode } from "../noting.ts";
import { concludeRotation, ROTATION_WITHOUT_KEY } from "../rotation/rotation_results.ts";
import { containerOf } from "../target_keys.ts";
import { checkedKeyOf, recordVerification } from "../verification.ts";

type Answered = Extract<NodeMemberEvent, { readonly type: "commandAnswered" }>;

/** Longest text of a result in the ledger: 2,500 lines of a node's log. The end is what people ask for. */
const MAX_OUTPUT_CHARS = 262_144;

/**
 * The client has answered. The id alone says to what: nobody else knows it, so that an answer over a newer connection
 * of the same host is as good. One that belongs to nothing we wait for is a note at most.
 */
export function onAnswer(
  state: NodeHostState,
  link: NodeLink,
  event: Answered,
  ctx: NodeHostContext,
): void {
  const { commandId } = event;
  link.say({ type: "commandReceived", commandId });
  const entry = state.commands.get(commandId);
  if (!followAnswered(state, event, ctx)) {
    if (entry?.phase === "sent") settle(state, entry, event, ctx);
    else noteLate(state, event, ctx);
  }
  if (state.slot?.wireId === commandId && state.slot.sentAt !== null) freeSlot(state, ctx);
  else if (isConcurrent(state.seat)) {
    advance(state, ctx);
    announceNode(state, ctx);
  }
}

function settle(
  state: NodeHostState,
  entry: OpenCommand,
  event: Answered,
  ctx: NodeHostContext,
): void {
  const conclusion = conclusionOf(state, event);
  const { action } = entry.command.order;
  if (action === "rotate_keys" && conclusion.state === "completed") {
    return onRotated(state, entry, event, ctx);
  }
  const keyId = checkedKeyOf(entry.command);
  if (keyId !== undefined && conclusion.state === "completed") {
    const held = isJsonRecord(event.result) && event.result.has_keys === true;
    const detail = held
      ? "The container holds it."
      : "The container says that it does not hold it.";
    recordVerification(state, keyId, held, detail, ctx);
  }
  conclude(state, entry, conclusion, ctx);
}

/** Completed for the client means only that it came to an end; an error in the result is one. */
function conclusionOf({ args }: NodeHostState, event: Answered): Conclusion {
  const result = resultOf(args.rules.withoutKeys(event.result));
  if (!event.completed) {
    const reason = textOf(event.error ?? NO_REASON, args.rules.withoutKeys);
    return { state: "failed", reason, result };
  }
  const problem = problemIn(event.result);
  if (problem === undefined) return { state: "completed", result };
  return { state: "failed", reason: textOf(problem, args.rules.withoutKeys), result };
}

/** What a result says went wrong: fielded builds put it into `error`, and a search that failed into `message` alone. */
function problemIn(result: Json): string | undefined {
  if (!isJsonRecord(result)) return undefined;
  const { error, status, message } = result;
  if (typeof error === "string" && error !== "") return error;
  if (status !== "error" && status !== "failed") return undefined;
  return typeof message === "string" && message !== "" ? message : NO_REASON;
}

const NO_REASON = "The client reported a failure without a reason.";

function textOf(text: string, withoutKeys: (result: Json) => Json): string {
  return String(withoutKeys(text));
}

function resultOf(result: Json): NonNullable<CommandReported["result"]> {
  if (isJsonRecord(result)) return result;
  if (result === null) return {};
  if (typeof result !== "string" || result.length <= MAX_OUTPUT_CHARS) return { output: result };
  return { output: result.slice(-MAX_OUTPUT_CHARS).toWellFormed(), truncated: true };
}

/** Keys were rotated: the command is over when the new key is on the disk. */
function onRotated(
  state: NodeHostState,
  entry: OpenCommand,
  event: Answered,
  ctx: NodeHostContext,
): void {
  const container = containerOf(entry.command.target.key) ?? "";
  const sessionKey = state.args.rules.rotatedKey(event.result);
  entry.answered = true;
  if (sessionKey !== null) {
    const source = typeof event.result === "string" ? "fielded_text" : "rotate_keys";
    const commandId = entry.command.id;
    return saveKey(state, { container, sessionKey, source, commandId, link: undefined }, ctx);
  }
  // It may have come as a message of its own, before the answer, or be on its way to the disk.
  if (entry.stored) return concludeRotation(state, entry, entry.stored, ctx);
  for (const saving of state.seat.unsavedKeys) if (saving.container === container) return;
  conclude(state, entry, ROTATION_WITHOUT_KEY, ctx);
}

/** The second answer, or one after the deadline: kept beside the command, a few times at most. */
function noteLate(state: NodeHostState, event: Answered, ctx: NodeHostContext): void {
  const past = state.past.get(event.commandId);
  if (!past) {
    // One line for the first, and a number for the rest: a client may send any ids it likes.
    if (state.strayAnswers++ === 0) {
      noteNode(state.seat, ctx, "strayAnswer", null, "An answer to no command of ours.");
    }
    return;
  }
  const container = containerOf(past.command.target.key);
  const sessionKey = past.command.order.action === "rotate_keys"
    ? state.args.rules.rotatedKey(event.result)
    : null;
  if (sessionKey !== null && container !== undefined) {
    const source = typeof event.result === "string" ? "fielded_text" : "rotate_keys";
    saveKey(state, { container, sessionKey, source, commandId: undefined, link: undefined }, ctx);
  }
  if (past.notesLeft-- <= 0) return;
  const { id } = past.command;
  state.args.ledger.tell({ type: "commandReported", id, ...conclusionOf(state, event) });
}
