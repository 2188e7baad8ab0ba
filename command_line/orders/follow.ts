import { type Command, isOver } from "../../protocols/api/command.ts";
import { Unreachable } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import { type ProgressRow, progressView } from "./progress_view.ts";

/** Fast enough to look immediate, slow enough not to be load. */
const POLL_MS = 250;
/** The host writes `timed_out` at the deadline; this is its time to do so. */
const GRACE_MS = 5_000;

/** What to follow. */
export interface Followed {
  readonly commands: readonly Command[];
  reread(last: readonly Command[]): Promise<readonly Command[]>;
  readonly deadlineMs: number;
  /** Say nothing on the way, only wait. */
  readonly silent: boolean;
  /** Between two looks; more where a look reads many rows. Default 250 ms. */
  readonly pollMs?: number;
}

/**
 * Waits until every command is final, and shows each on the way. A control host that is away for a while is
 * waited for: the commands live in its ledger. Gives up a little after the deadline, and when the person who
 * waits has had enough.
 */
export async function follow(cli: CommandLine, followed: Followed): Promise<readonly Command[]> {
  const { deadlineMs, silent, commands, pollMs = POLL_MS } = followed;
  const view = silent ? undefined : progressView(cli.console, commands.length);
  // Before the first row: a table that is redrawn must not have other lines in it.
  const watched = view !== undefined && cli.console.terminal && !commands.every(isOver);
  if (watched) cli.console.warn(cli.texts.followHint);
  return await watch(cli, {
    first: commands,
    reread: (last) => rereadCommands(followed, last),
    show: (rows, elapsedMs) => view?.show(rows.map((row) => progressOf(row, elapsedMs))),
    isOver: (rows) => rows.every(isOver),
    limitMs: longestOffsetMs(commands) + deadlineMs + GRACE_MS,
    pollMs,
  });
}

/** The deadline of a command that is held back counts from its moment. */
function longestOffsetMs(commands: readonly Command[]): number {
  return commands.reduce((longest, { offsetMs = 0 }) => Math.max(longest, offsetMs), 0);
}

/** Something that is looked at again and again until it is over. */
export interface Watched<T> {
  readonly first: T;
  reread(last: T): Promise<T>;
  show(now: T, elapsedMs: number): void;
  isOver(now: T): boolean;
  readonly limitMs: number;
  readonly pollMs: number;
}

/** Looks until it is over, the limit has passed, or the person who waits has had enough; answers the last look. */
export async function watch<T>({ clock, typist }: CommandLine, watched: Watched<T>): Promise<T> {
  const startedAt = clock.now();
  const enough = typist?.enough;
  const aborted = new Promise<void>((resolve) =>
    enough?.addEventListener("abort", () => resolve())
  );
  let now = watched.first;
  watched.show(now, 0);
  while (!watched.isOver(now) && clock.now() < startedAt + watched.limitMs) {
    await Promise.race([clock.sleep(watched.pollMs), aborted]);
    if (enough?.aborted) break;
    now = await rereadIfReachable(watched, now);
    watched.show(now, clock.now() - startedAt);
  }
  return now;
}

async function rereadIfReachable<T>(watched: Watched<T>, last: T): Promise<T> {
  try {
    return await watched.reread(last);
  } catch (cause) {
    if (cause instanceof Unreachable) return last;
    throw cause;
  }
}

/** 0 when every command is completed. */
export function exitCodeFor(commands: readonly Command[]): number {
  const allDone = commands.every((command) => command.state === "completed");
  return allDone ? EXIT.ok : EXIT.failure;
}

/** The ledger answers newest first; rows on the screen keep their places. */
async function rereadCommands(followed: Followed, last: readonly Command[]) {
  const rows = new Map((await followed.reread(last)).map((row) => [row.id, row]));
  return last.map((command) => rows.get(command.id) ?? command);
}

/** Final commands show the host's own times, so that the clock of this machine does not matter. */
function progressOf(command: Command, elapsedMs: number): ProgressRow {
  const createdAt = Date.parse(command.createdAt);
  const over = isOver(command);
  return {
    id: command.id,
    target: command.target.name,
    state: command.state,
    elapsedMs: over ? Date.parse(command.updatedAt) - createdAt : elapsedMs,
    deadlineMs: over ? undefined : Date.parse(command.deadlineAt) - createdAt,
    reason: command.reason,
  };
}
