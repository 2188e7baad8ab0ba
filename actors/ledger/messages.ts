import type { Question } from "../kernel/mod.ts";
import type { Outcome } from "../outcome.ts";
import type { Requester } from "../requester.ts";
import type { Command, CommandState, Json, Order, Target } from "./command.ts";

/** A preset run or stop: a group of commands that belong together. */
export interface Execution {
  /** `exe_<epoch ms>_<random>`. */
  readonly id: string;
  readonly presetId: number;
  readonly presetName: string;
  readonly action: "execute" | "stop";
  /** All targets are released together, or none is. */
  readonly barrier: boolean;
  readonly requester: Requester;
  readonly createdAt: number;
}

/** Repeating a request with the same key and the same content gives the first answer again. */
export interface Idempotency {
  /** 1 to 255 characters, from the requester. */
  readonly key: string;
  /** Hash of what was asked; another hash under the same key is a mismatch. */
  readonly contentHash: string;
}

/** One command of a submission. */
export interface WantedCommand {
  readonly target: Target;
  readonly order: Order;
  /** Its moment: how long after the start of the submission it is sent. Default 0. */
  readonly offsetMs?: number;
}

/** Asks for commands to be carried out; all rows are durable before the answer. */
export interface SubmitCommands extends Question<Outcome<Submission>> {
  readonly type: "submitCommands";
  readonly requester: Requester;
  readonly commands: readonly WantedCommand[];
  readonly execution?: Pick<Execution, "presetId" | "presetName" | "action" | "barrier">;
  /** From now, and from its moment for a command that is held back. 1 s to 24 h. */
  readonly deadlineMs: number;
  readonly waitOnlineMs: number | null;
  readonly idempotency: Idempotency | null;
}

/** What a submission made, or had made before under the same idempotency key. */
export interface Submission {
  readonly commands: readonly Command[];
  readonly execution: Execution | null;
  readonly replayed: boolean;
}

/** Stops a command. One that was sent cannot be called back: then we stop waiting, and the row says so. */
export interface CancelCommand extends Question<Outcome<Command>> {
  readonly type: "cancelCommand";
  readonly id: string;
  readonly requester: Requester;
}

/** From a target: it is connected, and would send this command now. Answered by `releaseCommand`. */
export interface CommandReady {
  readonly type: "commandReady";
  readonly id: string;
}

/** From a target: what became of a command. */
export interface CommandReported {
  readonly type: "commandReported";
  readonly id: string;
  readonly state: Exclude<CommandState, "queued" | "sent" | "timed_out">;
  readonly reason?: string;
  readonly result?: { readonly [key: string]: Json };
}

/** From a target: the connection was lost after sending, so an answer may never come. */
export interface CommandDoubtful {
  readonly type: "commandDoubtful";
  readonly id: string;
  readonly reason: string;
}

/** From a target: what it waits for after sending, to be said when the deadline passes without it. */
export interface CommandAwaited {
  readonly type: "commandAwaited";
  readonly id: string;
  /** What was done, what did not come, and what to check: one or two sentences. */
  readonly otherwise: string;
}

/** What the ledger tells a target. Every kind of member that takes commands handles these three. */
export type CommandTargetMessage =
  | { readonly type: "deliverCommand"; readonly command: Command }
  /** The row says `sent`: the bytes may leave. */
  | { readonly type: "releaseCommand"; readonly id: string }
  /** Nobody waits any more (cancelled, timed out, barrier broken). */
  | { readonly type: "withdrawCommand"; readonly id: string };

/** To the ledger. */
export type LedgerMessage =
  | SubmitCommands
  | CancelCommand
  | CommandReady
  | CommandReported
  | CommandDoubtful
  | CommandAwaited
  | { readonly type: "committed" }
  | { readonly type: "commitFailed"; readonly cause: unknown }
  | { readonly type: "retryCommit" }
  | { readonly type: "deadlinesDue" }
  | { readonly type: "heldDue" }
  | { readonly type: "pruneDue" }
  | { readonly type: "forgetKeysDue" };
