import { Command, isOver } from "../../protocols/api/command.ts";
import { type NodeSubmission, Rotation } from "../../protocols/api/node_command.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import { exitCodeFor, follow, watch } from "./follow.ts";
import { type ProgressRow, progressView } from "./progress_view.ts";
import { resultLines } from "./result_lines.ts";
import { visible } from "../terminal/visible.ts";

/** Fewer rows than this are read one by one, which is exact; more are read from the ledger's newest pages. */
const FEW = 5;
/** Rows that others may have added above ours meanwhile. */
const NEWER = 100;
/** A rotation ends itself; this is for a host that forgot it: two days of containers at ten minutes. */
const ROTATION_LIMIT_MS = 2 * 86_400_000;
/** Steps of a rotation take seconds. */
const ROTATION_POLL_MS = 500;

/** Follows what an order made until it is over or abandoned, shows the answers, and tells the exit code. */
export function followSubmission(
  cli: CommandLine,
  api: ApiClient,
  { commands, rotation }: NodeSubmission,
  json: boolean,
): Promise<number> {
  return rotation === null
    ? followCommands(cli, api, commands, { json })
    : followRotation(cli, api, rotation, { json });
}

/** How to follow: `json` prints the end and nothing else, `one` prints the row alone instead of a list. */
export interface Following {
  readonly json: boolean;
  readonly one?: true;
}

/** As {@link followSubmission}, for commands. */
export async function followCommands(
  cli: CommandLine,
  api: ApiClient,
  sent: readonly Command[],
  { json, one }: Following,
): Promise<number> {
  const commands = await follow(cli, {
    commands: sent,
    reread: (last) => reread(api, last),
    deadlineMs: Math.max(0, ...sent.map(lifetimeMs)),
    silent: json,
    // A thousand rows are read within a second or so; that often is enough for them.
    pollMs: Math.max(250, sent.length),
  });
  if (json) cli.console.json(one ? commands[0] : { commands, rotation: null });
  else showAnswers(cli, commands);
  const open = commands.filter((command) => !isOver(command)).map(({ id }) => id);
  if (open.length > 0) sayAbandoned(cli, open);
  return exitCodeFor(commands);
}

/** As {@link followSubmission}, for a rotation of keys. */
export async function followRotation(
  cli: CommandLine,
  api: ApiClient,
  rotation: Rotation,
  { json }: Following,
): Promise<number> {
  const { console, texts } = cli;
  const view = json ? undefined : progressView(console, rotation.steps.length);
  if (view && console.terminal) console.warn(texts.followHint);
  const last = await watch(cli, {
    first: rotation,
    reread: () => api.ask(Rotation, { path: `/rotations/${rotation.id}` }),
    show: (now, elapsedMs) => view?.show(stepsOf(now, elapsedMs)),
    isOver: ({ state }) => state !== "running",
    limitMs: ROTATION_LIMIT_MS,
    pollMs: ROTATION_POLL_MS,
  });
  if (json) console.json({ commands: [], rotation: last });
  else {
    const verified = last.steps.filter(({ state }) => state === "verified").length;
    console.line(texts.nodes.rotated(verified, last.steps.length));
    if (last.reason !== null) console.line(console.sentence(last.reason));
  }
  if (last.state === "running") sayAbandoned(cli, [last.id]);
  return last.state === "completed" ? EXIT.ok : EXIT.failure;
}

/** The answers below the rows: with a heading each where there are several. */
function showAnswers({ console, texts }: CommandLine, commands: readonly Command[]): void {
  for (const command of commands) {
    const lines = resultLines(command, texts);
    if (lines.length === 0) continue;
    if (commands.length > 1) console.line(`\n${visible(command.target.name)}:`);
    for (const line of lines) console.line(line);
  }
  if (commands.length === 1) return;
  const completed = commands.filter(({ state }) => state === "completed").length;
  console.line(`${texts.nodes.completedOf(completed, commands.length)}`);
}

/** Says that it goes on, and how to come back to it. */
function sayAbandoned(
  { console, texts, ownName }: CommandLine,
  ids: readonly string[],
): void {
  const [first = ""] = ids;
  console.warn(texts.nodes.goesOn(ids.length === 1 ? first : `${first} +${ids.length - 1}`));
  console.warn(texts.nodes.comeBack(`${ownName}wait ${first}`, `${ownName}cancel ${first}`));
}

async function reread(api: ApiClient, last: readonly Command[]): Promise<readonly Command[]> {
  const open = last.filter((command) => !isOver(command));
  if (open.length <= FEW) return await eachOf(api, open);
  const { items } = await api.pages(Command, { path: "/commands" }, last.length + NEWER);
  const found = new Set(items.map(({ id }) => id));
  const buried = open.filter(({ id }) => !found.has(id)).slice(0, FEW);
  return [...items, ...await eachOf(api, buried)];
}

function eachOf(api: ApiClient, commands: readonly Command[]): Promise<readonly Command[]> {
  return Promise.all(commands.map(({ id }) => readCommand(api, id)));
}

/** A row of the ledger, without its history. */
export function readCommand(api: ApiClient, id: string): Promise<Command> {
  return api.ask(Command.strip(), { path: `/commands/${encodeURIComponent(id)}` });
}

function lifetimeMs({ createdAt, deadlineAt }: Command): number {
  return Date.parse(deadlineAt) - Date.parse(createdAt);
}

function stepsOf({ steps }: Rotation, elapsedMs: number): readonly ProgressRow[] {
  return steps.map(({ target, state, reason }) => ({
    id: target.key,
    target: target.name,
    state,
    elapsedMs,
    reason,
  }));
}
