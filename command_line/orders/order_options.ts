import type { Command } from "commander";
import type { DisplayOrder } from "../../protocols/api/order.ts";
import type { NodeCommandRule } from "../../protocols/mserver/commands.ts";
import type { CommandLine } from "../command_line.ts";
import { parseDurationBetween } from "../terminal/durations.ts";

/** What can be said about the time of an order, as typed. */
export interface TimingOptions {
  readonly deadline?: string;
  readonly waitOnline?: string;
}

/** The same, and whether to follow it. */
export interface OrderOptions extends TimingOptions {
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
/** Of wake and power: as long as a machine may take to start; the API's own default. */
const POWER_DEADLINE_MS = 300_000;
/** The API's bounds: a day is the longest a show is planned ahead. */
const DEADLINES = ["1s", "1d"] as const;
const WAITS = ["0s", "1d"] as const;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** The same for a node host; null: what the command's own table says. */
export interface NodeTiming {
  readonly deadlineMs: number | null;
  readonly waitOnlineMs: number | null;
}

/** Adds `--deadline`, `--wait-online` and `--no-wait`. */
export function orderOptions(command: Command, cli: CommandLine, usual = "60s"): Command {
  const { options, defaultOf } = cli.texts;
  return command
    .option("--deadline <time>", `${options.deadline} (${defaultOf(usual)})`)
    .option("--wait-online <time>", options.waitOnline)
    .option("--no-wait", options.noWait);
}

/** Whoever waits for a target, and says nothing else, gets the usual time for the command itself on top. */
export function timingOf(
  typed: TimingOptions,
  cli: CommandLine,
  usualMs: number = DEADLINE_MS,
): OrderTiming {
  return { deadlineMs: usualMs, waitOnlineMs: null, ...changedTiming(typed, cli, usualMs) };
}

/** As {@link timingOf}, with what is usual for the command. */
export function nodeTimingOf(
  rule: NodeCommandRule,
  typed: TimingOptions,
  cli: CommandLine,
): NodeTiming {
  return { deadlineMs: null, waitOnlineMs: null, ...changedTiming(typed, cli, rule.deadlineMs) };
}

/** How long an order for a display has, where nothing was typed. */
export function usualDeadlineOf(action: DisplayOrder["action"]): number {
  return action === "wake" || action === "power" ? POWER_DEADLINE_MS : DEADLINE_MS;
}

/** What was typed about the time of an order. What was not is left out: it stays, or is what is usual. */
export function changedTiming(
  { waitOnline, deadline }: TimingOptions,
  { texts }: CommandLine,
  usualMs: number,
): Partial<OrderTiming> {
  const deadlineMs = deadline === undefined
    ? {}
    : { deadlineMs: parseDurationBetween("--deadline", deadline, DEADLINES, texts) };
  if (waitOnline === undefined) return deadlineMs;
  const waitOnlineMs = parseDurationBetween("--wait-online", waitOnline, WAITS, texts);
  return { deadlineMs: Math.min(DAY_MS, usualMs + waitOnlineMs), waitOnlineMs, ...deadlineMs };
}
