import type { Requester } from "../requester.ts";

/**
 * The states of a command, and where each may lead. Final states lead nowhere; what a member still says
 * about a final command is kept as an event, and changes nothing.
 *
 * `queued`: durable, nothing sent. `sent`: durable before the bytes leave. `acknowledged`: the member's client
 * library confirmed delivery. `running`: the member said that it has begun. `unknown`: it may or may not have
 * run, and we never repeat it by ourselves.
 */
export const COMMAND_TRANSITIONS = {
  queued: ["sent", "failed", "timed_out", "cancelled"],
  sent: ["acknowledged", "running", "completed", "failed", "timed_out", "cancelled", "unknown"],
  acknowledged: ["running", "completed", "failed", "timed_out", "cancelled", "unknown"],
  running: ["completed", "failed", "timed_out", "cancelled", "unknown"],
  completed: [],
  failed: [],
  timed_out: [],
  cancelled: [],
  unknown: [],
} as const satisfies Record<string, readonly string[]>;

/** One of the nine states. */
export type CommandState = keyof typeof COMMAND_TRANSITIONS;

/** True when nothing can change the command any more. */
export function isFinal(state: CommandState): boolean {
  return COMMAND_TRANSITIONS[state].length === 0;
}

/** True when the table allows the step. */
export function mayBecome(from: CommandState, to: CommandState): boolean {
  return (COMMAND_TRANSITIONS[from] as readonly CommandState[]).includes(to);
}

/** Plain data that survives JSON. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Whom a command is for: a kind of actor and its key, so that nobody assumes the member is local. */
export interface Target {
  readonly kind: string;
  readonly key: string;
  /** What people call it at the time of asking. */
  readonly name: string;
}

/** What is to be done. `action` and `params` belong to the target's kind. */
export interface Order {
  readonly action: string;
  readonly params: { readonly [key: string]: Json };
}

/** One durable row: the current state of a command. Times are epoch milliseconds. */
export interface Command {
  /** `cmd_<epoch ms>_<random>`; unique. */
  readonly id: string;
  readonly target: Target;
  readonly order: Order;
  readonly requester: Requester;
  readonly executionId: string | null;
  readonly idempotencyKey: string | null;
  readonly correlationId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Nothing is sent after this, and an unanswered command is `timed_out`. */
  readonly deadlineAt: number;
  /** Until then a target that is not connected is waited for; null: fail at once. */
  readonly waitOnlineUntil: number | null;
  /** Held back for so long after it was asked for, or after its barrier opened; 0: not. */
  readonly offsetMs: number;
  readonly state: CommandState;
  /** Why it is in this state, in a sentence; null where the state says it all. */
  readonly reason: string | null;
  /** What the member answered; null until then. */
  readonly result: { readonly [key: string]: Json } | null;
}

/** One line of a command's history. */
export interface CommandEvent {
  readonly sequence: number;
  readonly commandId: string;
  readonly at: number;
  readonly state: CommandState;
  readonly reason: string | null;
  readonly result: { readonly [key: string]: Json } | null;
}
