import type { ActorRef, Context, Reply } from "../kernel/mod.ts";
import type { Outcome } from "../outcome.ts";
import { commandChanged } from "../topics.ts";
import { type Command, type CommandState, isFinal, mayBecome } from "./command.ts";
import type { CommandTargetMessage, Execution, LedgerMessage, Submission } from "./messages.ts";
import type { LedgerChange, LedgerStore } from "./store.ts";

/** What the ledger is started with. */
export interface LedgerArgs {
  readonly store: LedgerStore;
  /** Finds the actor that a command is for; undefined when there is none. */
  readonly route: (kind: string, key: string) => ActorRef<CommandTargetMessage> | undefined;
}

/** A command that is not final yet. `row` is on the disk, or in the batch that is on its way there. */
export interface OpenRow {
  row: Command;
  /** Monotonic ms of its `createdAt`: its time runs out on a clock that nobody sets. */
  readonly createdMs: number;
  /** The connection was lost after sending: without an answer it ends as `unknown`. */
  doubt: string | null;
  /** What is to be said when nothing comes before the deadline, where its target knows better. */
  awaited: string | null;
  /** Set while the target is ready, and others of its barrier are not. */
  ready: boolean;
}

/** A barrier execution: its commands are released together, or not at all. */
export interface Barrier {
  readonly execution: Execution;
  readonly waiting: Set<string>;
  readonly commandIds: readonly string[];
}

/** A submission on its way to the disk, and others that repeat it meanwhile. */
export interface PendingSubmission {
  readonly contentHash: string | null;
  readonly replies: Reply<Outcome<Submission>>[];
}

/** Changes with what happens when they are on the disk, or cannot be put there. */
export interface Entry {
  readonly changes: readonly LedgerChange[];
  readonly committed: () => void;
  /** Undefined: the change must not be lost, and is tried again. */
  readonly failed?: (cause: unknown) => void;
}

/** The ledger's state. */
export interface Ledger {
  readonly args: LedgerArgs;
  readonly open: Map<string, OpenRow>;
  readonly barriers: Map<string, Barrier>;
  /** By requester and idempotency key. */
  readonly pending: Map<string, PendingSubmission>;
  /** Gathers while a batch is on its way to the disk. */
  queue: Entry[];
  inFlight: readonly Entry[] | undefined;
  /** Commands whose moment has not come: monotonic ms at which each is handed to its target. */
  readonly held: Map<string, number>;
  /** Monotonic ms at which the timer of held commands fires; Infinity: it is not set. */
  nextHeldMs: number;
  /** Monotonic ms at which the deadline timer fires; Infinity: it is not set. */
  nextDueMs: number;
  /** Why the last write failed; no new commands are taken until one succeeds. */
  storageProblem: unknown;
}

export type LedgerContext = Context<LedgerMessage>;

/** `cmd_<epoch ms>_<9 random letters and digits>`: the form that node clients were written for. */
export function newId(prefix: "cmd" | "exe", ctx: LedgerContext): string {
  const random = Math.floor(ctx.random() * 36 ** 9).toString(36).padStart(9, "0");
  return `${prefix}_${ctx.now()}_${random}`;
}

/** Tells a command's target something. False when there is nobody to tell. */
export function tellTarget(
  ledger: Ledger,
  command: Command,
  message: CommandTargetMessage,
): boolean {
  const ref = ledger.args.route(command.target.kind, command.target.key);
  const status = ref?.tell(message, command.correlationId);
  return status === "accepted" || status === "wait";
}

/** Monotonic ms of the command's deadline. */
export function deadlineMsOf({ row, createdMs }: OpenRow): number {
  return createdMs + row.deadlineAt - row.createdAt;
}

/** A step of a command that the table allows, with what is told once it is on the disk. */
export function stepEntry(
  ledger: Ledger,
  open: OpenRow,
  to: CommandState,
  more: Partial<Pick<Command, "reason" | "result">>,
  ctx: LedgerContext,
  then: () => void = () => {},
): Entry | undefined {
  if (!mayBecome(open.row.state, to)) return undefined;
  const row: Command = { ...open.row, ...more, state: to, updatedAt: ctx.now() };
  open.row = row;
  if (isFinal(to)) {
    ledger.open.delete(row.id);
    ledger.held.delete(row.id);
  }
  return {
    changes: [{ type: "commandChanged", command: row }],
    committed: () => {
      ctx.publish(commandChanged, row);
      then();
    },
  };
}
