import { type Command, isOver } from "../protocols/api/command.ts";
import { Unreachable } from "./api_client.ts";
import type { CommandLine } from "./command_line.ts";
import type { Console } from "./console.ts";
import { wordDuration } from "./durations.ts";
import { EXIT } from "./failure.ts";
import { visible } from "./visible.ts";

/** Fast enough to look immediate, slow enough not to be load. */
const POLL_MS = 250;
/** The host writes `timed_out` at the deadline; this is its time to do so. */
const GRACE_MS = 5_000;
/** Redrawing more rows than a screen has would scroll instead. */
const MAX_REDRAWN = 40;

/** What to follow. */
export interface Followed {
  readonly commands: readonly Command[];
  reread(): Promise<readonly Command[]>;
  readonly deadlineMs: number;
  /** Say nothing on the way, only wait. */
  readonly silent: boolean;
}

/**
 * Waits until every command is final, and shows each on the way. A control host that is away for a while is
 * waited for: the commands live in its ledger. Gives up a little after the deadline.
 */
export async function follow(cli: CommandLine, followed: Followed): Promise<readonly Command[]> {
  const startedAt = cli.clock.now();
  const giveUpAt = startedAt + followed.deadlineMs + GRACE_MS;
  const view = followed.silent ? undefined : viewFor(cli.console, followed.commands.length);
  let commands = followed.commands;
  // Before the first row: a table that is redrawn must not have other lines in it.
  const watched = view !== undefined && cli.console.terminal && !commands.every(isOver);
  if (watched) cli.console.warn(cli.texts.followHint);
  view?.show(commands, 0);
  while (!commands.every(isOver) && cli.clock.now() < giveUpAt) {
    await cli.clock.sleep(POLL_MS);
    commands = await rereadIfReachable(followed, commands);
    view?.show(commands, cli.clock.now() - startedAt);
  }
  return commands;
}

/** 0 when every command is completed. */
export function exitCodeFor(commands: readonly Command[]): number {
  const allDone = commands.every((command) => command.state === "completed");
  return allDone ? EXIT.ok : EXIT.failure;
}

async function rereadIfReachable(followed: Followed, last: readonly Command[]) {
  try {
    const rows = new Map((await followed.reread()).map((row) => [row.id, row]));
    // The ledger answers newest first; rows on the screen keep their places.
    return last.map((command) => rows.get(command.id) ?? command);
  } catch (cause) {
    if (cause instanceof Unreachable) return last;
    throw cause;
  }
}

interface View {
  show(commands: readonly Command[], elapsedMs: number): void;
}

function viewFor(console: Console, rows: number): View {
  return console.terminal && rows <= MAX_REDRAWN ? redrawnTable(console) : changedLines(console);
}

function redrawnTable(console: Console): View {
  let height = 0;
  const { target, state, elapsed, reason } = console.texts.columns;
  return {
    show(commands, elapsedMs) {
      const rows = commands.map((command) => cells(console, command, elapsedMs));
      const text = console.tableText([target, state, elapsed, reason], rows);
      const up = height === 0 ? "" : `\u001b[${height}A\u001b[J`;
      height = text.split("\n").length;
      console.raw(`${up}${text}\n`);
    },
  };
}

function changedLines(console: Console): View {
  const shown = new Map<string, string>();
  return {
    show(commands, elapsedMs) {
      for (const command of commands) {
        if (shown.get(command.id) === command.state) continue;
        shown.set(command.id, command.state);
        console.line(cells(console, command, elapsedMs).join("  ").trimEnd());
      }
    },
  };
}

/** Final commands show the host's own times, so that the clock of this machine does not matter. */
function cells(console: Console, command: Command, elapsedMs: number): string[] {
  const tookMs = isOver(command)
    ? Date.parse(command.updatedAt) - Date.parse(command.createdAt)
    : elapsedMs;
  return [
    visible(command.target.name),
    console.state(command.state),
    wordDuration(tookMs),
    visible(command.reason ?? ""),
  ];
}
