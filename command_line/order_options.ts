import type { Command } from "commander";
import type { CommandLine } from "./command_line.ts";
import { parseDurationBetween } from "./durations.ts";

/** What can be said about the time of an order, as typed. */
export interface OrderOptions {
  readonly deadline?: string;
  readonly waitOnline?: string;
  /** False with `--no-wait`. */
  readonly wait: boolean;
}

/** The same in milliseconds, as the API takes it. */
export interface OrderTiming {
  readonly deadlineMs: number;
  readonly waitOnlineMs: number | null;
}

/** Covers the slowest fielded start of a program (30 s) twice; the API's own default. */
const DEADLINE_MS = 60_000;
/** The API's bounds: a day is the longest a show is planned ahead. */
const DEADLINES = ["1s", "1d"] as const;
const WAITS = ["0s", "1d"] as const;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Adds `--deadline`, `--wait-online` and `--no-wait`. */
export function orderOptions(command: Command, cli: CommandLine): Command {
  const { options, defaultOf } = cli.texts;
  return command
    .option("--deadline <time>", `${options.deadline} (${defaultOf("60s")})`)
    .option("--wait-online <time>", options.waitOnline)
    .option("--no-wait", options.noWait);
}

/** Whoever waits for a target, and says nothing else, gets the usual time for the command itself on top. */
export function timingOf(typed: OrderOptions, { texts }: CommandLine): OrderTiming {
  const { waitOnline, deadline } = typed;
  const waitOnlineMs = waitOnline === undefined
    ? null
    : parseDurationBetween("--wait-online", waitOnline, WAITS, texts);
  const deadlineMs = deadline === undefined
    ? Math.min(DAY_MS, DEADLINE_MS + (waitOnlineMs ?? 0))
    : parseDurationBetween("--deadline", deadline, DEADLINES, texts);
  return { deadlineMs, waitOnlineMs };
}
