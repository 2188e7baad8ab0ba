import { isCapable } from "../capabilities.ts";
import { sayDivider, sayOutput } from "../commands/command_output.ts";
import type { NodeLink } from "../link.ts";
import { followOf, followTimer, type LogFollow, rememberEnded } from "./log_follow_state.ts";
import { newLines } from "./log_merge.ts";
import type { NodeMemberEvent } from "../messages.ts";
import type { NodeHostContext, NodeHostState, OpenCommand } from "../node_host_state.ts";

type Output = Extract<NodeMemberEvent, { readonly type: "outputReported" }>;

/** How our own agent writes that a container was started anew, or that it left something out. */
const RESTARTED = /^--- (\S+ restarted at \S+) ---$/;
const LEFT_OUT = /^--- (\d+ characters (?:were )?left out) ---$/;
/** Lines remembered to find out where a log goes on; more where somebody asked for more. */
const MEMORY_LINES = 200;
/** How long the first lines after a gap are gathered: the agent says what it has five times a second. */
const GATHER_MS = 1_000;
/** A line that is longer is told in parts. */
const MAX_LINE_CHARS = 65_536;
/** Whatever it says has a new key in it. */
const SECRET_ACTION = "rotate_keys";

/** A command has said something while it runs. */
export function onOutput(
  state: NodeHostState,
  link: NodeLink,
  event: Output,
  ctx: NodeHostContext,
): void {
  const { commandId, sequence, text } = event;
  const follow = followOf(state, commandId);
  if (follow) return followSaid(state, follow, event, ctx);
  const entry = state.commands.get(commandId);
  // The first leg of a follow has its command's id; what comes of it after a later one began is of nobody.
  if (entry?.phase !== "sent" || state.follows.has(commandId)) return stray(state, link, commandId);
  if (sequence <= entry.saidSequence || entry.command.order.action === SECRET_ACTION) return;
  if (entry.saidSequence === 0) began(state, entry);
  entry.saidSequence = sequence;
  sayOutput(state, commandId, text);
}

function began({ args }: NodeHostState, { command: { id } }: OpenCommand): void {
  args.ledger.tell({ type: "commandReported", id, state: "running" });
}

/** Nobody waits for it: a command of an earlier run of ours, perhaps. Its client is told once to end it. */
function stray(state: NodeHostState, link: NodeLink, commandId: string): void {
  if (state.endedIds.get(commandId) || !isCapable(state.seat, "command_cancel")) return;
  rememberEnded(state, commandId, true);
  link.say({ type: "cancelCommand", commandId });
}

function followSaid(
  state: NodeHostState,
  follow: LogFollow,
  event: Output,
  ctx: NodeHostContext,
): void {
  const { leg, entry: { command: { id } } } = follow;
  if (!leg || event.sequence <= leg.sequence) return;
  leg.sequence = event.sequence;
  const text = leg.rest + event.text;
  const end = text.length > MAX_LINE_CHARS ? text.length : text.lastIndexOf("\n") + 1;
  leg.rest = text.slice(end);
  const lines = linesOf(text.slice(0, end));
  if (!leg.gathered) return tellLines(state, follow, lines);
  if (leg.gathered.length === 0) {
    ctx.timers.once(followTimer(id), GATHER_MS, { type: "followDue", commandId: id });
  }
  leg.gathered.push(...lines);
}

/** Tells what has come since the log is followed again, as far as it is new. */
export function tellGathered(state: NodeHostState, follow: LogFollow): void {
  const { leg } = follow;
  const lines = leg?.gathered;
  if (!leg || !lines) return;
  leg.gathered = undefined;
  tellMerged(state, follow, lines, false);
}

/** Nothing more comes from here: what was held back is told. */
export function tellRest(state: NodeHostState, follow: LogFollow): void {
  const { leg } = follow;
  if (!leg?.streaming) return;
  if (leg.gathered && leg.gathered.length > 0) tellGathered(state, follow);
  if (leg.rest !== "") tellLines(state, follow, [leg.rest]);
  leg.rest = "";
}

/** The lines of a text; a line feed at its end begins no other. */
export function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  return text.replace(/\n$/, "").split("\n");
}

/** Tells what the end of a log has that was not told yet. `restarted`: a gap is explained by that. */
export function tellMerged(
  state: NodeHostState,
  follow: LogFollow,
  tail: readonly string[],
  restarted: boolean,
): void {
  const { lines, gap } = newLines(follow.seen, tail.filter(isOfContainer));
  const { id } = follow.entry.command;
  if (follow.failures > 0) sayDivider(state, id, "back", "The log can be read again.");
  follow.failures = 0;
  if (restarted) sayDivider(state, id, "restarted");
  else if (gap) sayDivider(state, id, "gap");
  tellLines(state, follow, lines);
}

function tellLines(state: NodeHostState, follow: LogFollow, lines: readonly string[]): void {
  const { id } = follow.entry.command;
  let gathered: string[] = [];
  const flush = () => {
    if (gathered.length > 0) sayOutput(state, id, `${gathered.join("\n")}\n`);
    gathered = [];
  };
  for (const line of lines) {
    if (isOfContainer(line)) {
      gathered.push(line);
      continue;
    }
    flush();
    const [, restarted] = RESTARTED.exec(line) ?? [];
    const [, leftOut] = LEFT_OUT.exec(line) ?? [];
    sayDivider(state, id, restarted === undefined ? "gap" : "restarted", restarted ?? leftOut);
  }
  flush();
  const own = lines.filter(isOfContainer);
  follow.seen = [...follow.seen, ...own].slice(-Math.max(MEMORY_LINES, follow.lines));
}

function isOfContainer(line: string): boolean {
  return !RESTARTED.test(line) && !LEFT_OUT.test(line);
}
