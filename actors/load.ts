import type { Topic } from "./kernel/mod.ts";

/** How much the control host has to do, from least to most. */
export const LOAD_STATES = ["normal", "busy", "overloaded"] as const;
export type LoadState = typeof LOAD_STATES[number];

/** What can be too much: lateness, messages that wait, writes that wait, resident memory. */
export const LOAD_CAUSES = ["eventLoop", "mailboxes", "database", "memory"] as const;
export type LoadCause = typeof LOAD_CAUSES[number];

/** One look: median lateness of the event loop in ms, messages in mailboxes, writes on their way, bytes. */
export type LoadReading = { readonly [C in LoadCause]: number };

/** From where on each is too much. */
export type LoadLimits = { readonly [C in LoadCause]: { readonly [S in Busier]: number } };
type Busier = Exclude<LoadState, "normal">;

/** The load as it is shown. */
export interface Load {
  readonly state: LoadState;
  /** Epoch milliseconds at which the state began. */
  readonly since: number;
  /** What is too much; empty while the state is normal. */
  readonly causes: readonly LoadCause[];
}

/** Published at each change of the state. */
export const loadChanged: Topic<Load> = { name: "load.changed" };

/** What a judgement goes on from. */
export interface JudgedLoad {
  readonly state: LoadState;
  readonly causes: readonly LoadCause[];
  /** Monotonic ms since which the readings have asked for another state; null while they do not. */
  readonly movingSince: number | null;
}

/** The state at the start. */
export const UNLOADED: JudgedLoad = { state: "normal", causes: [], movingSince: null };

/** Too much must last: a collection of garbage, or a burst of starts, is over by then. */
export const RISE_MS = 3_000;
/** So must calm, or whoever was sent away comes back to the same flood. */
export const FALL_MS = 10_000;
/** What was too much is so until it is a fifth below its limit. */
const CALM_SHARE = 0.8;

const MEBIBYTE = 1_048_576;

/**
 * - Event loop: late by 150 ms in the median, everybody feels it; by 600 ms, heartbeats are in danger.
 * - Mailboxes: 50,000 messages are a tenth of a second of work for the kernel, and a second for most actors.
 * - Database: 1,000 writes wait a second on a good disk.
 * - Memory: four fifths of the ceiling, and nearly all of it.
 *
 * @param ceilingMebibytes of resident memory, see the setting `memoryCeiling`
 */
export function loadLimits(ceilingMebibytes: number): LoadLimits {
  const ceiling = ceilingMebibytes * MEBIBYTE;
  return {
    eventLoop: { busy: 150, overloaded: 600 },
    mailboxes: { busy: 50_000, overloaded: 200_000 },
    database: { busy: 1_000, overloaded: 5_000 },
    memory: { busy: 0.8 * ceiling, overloaded: 0.95 * ceiling },
  };
}

/** What one more reading makes of the load. Upwards at once to where it is, downwards one state at a time. */
export function judgeLoad(
  before: JudgedLoad,
  reading: LoadReading,
  limits: LoadLimits,
  nowMs: number,
): JudgedLoad {
  const ranks = LOAD_CAUSES.map((cause) => rankOf(before, reading[cause], limits[cause]));
  const rank = Math.max(...ranks);
  const causes = LOAD_CAUSES.filter((_, at) => rank > 0 && ranks[at] === rank);
  const held = LOAD_STATES.indexOf(before.state);
  if (rank === held) return { state: before.state, causes, movingSince: null };
  const movingSince = before.movingSince ?? nowMs;
  if (nowMs - movingSince < (rank > held ? RISE_MS : FALL_MS)) return { ...before, movingSince };
  const state = LOAD_STATES[rank > held ? rank : held - 1] ?? "normal";
  return { state, causes, movingSince: null };
}

function rankOf({ state }: JudgedLoad, value: number, limit: LoadLimits[LoadCause]): number {
  const held = LOAD_STATES.indexOf(state);
  const isOver = (each: Busier, rank: number) =>
    value >= limit[each] * (held >= rank ? CALM_SHARE : 1);
  if (isOver("overloaded", 2)) return 2;
  return isOver("busy", 1) ? 1 : 0;
}

/**
 * What a peer's telemetry, and a request of nobody in particular, costs of its rate: under load the same rates let
 * through a fifth and a twentieth.
 */
export const LOAD_COST: Readonly<Record<LoadState, number>> = {
  normal: 1,
  busy: 5,
  overloaded: 20,
};
