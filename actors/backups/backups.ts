import type { ActorDefinition, Context, Reply } from "../kernel/mod.ts";
import type { Command } from "../ledger/command.ts";
import type { NodeRules } from "../nodes/rules.ts";
import { CONTAINER_KIND, containerOf, serverIdOf } from "../nodes/target_keys.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { commandChanged } from "../topics.ts";
import {
  type BackupChange,
  type BackupsMessage,
  type BackupStore,
  backupStored,
  type KeepBackup,
  type NewBackup,
} from "./messages.ts";

/** What the actor is started with. */
export interface BackupsArgs {
  readonly store: BackupStore;
  readonly rules: Pick<NodeRules, "backupFile">;
}

/** News on its way to the disk, with whoever waits for it. */
interface Pending {
  readonly backup: NewBackup;
  readonly reply: Reply<Outcome<null>> | undefined;
}

interface BackupsState {
  readonly args: BackupsArgs;
  queue: Pending[];
  inFlight: readonly Pending[];
}

type BackupsContext = Context<BackupsMessage>;

/** Kept of each container: a quarter of a year at one a day. A client that tells of more pushes its own oldest out. */
const KEPT_EACH = 100;
const KEPT_MS = 366 * 86_400_000;
const DAY_MS = 86_400_000;
/** News that may wait for a disk that does not write: one of each container of the largest fleet that is tested. */
const MAX_WAITING = 8_192;
const RETRY_MS = 5_000;

/** Keeps the list of backups of keys: those that clients told of by themselves, and those that a command made. */
export const backupsActor: ActorDefinition<BackupsMessage, BackupsState, BackupsArgs> = {
  kind: "backups",
  // It hears of every command that ends, and those of a large preset end together.
  mailbox: { capacity: 16_384, whenFull: "dropNewest" },
  init(ctx, args) {
    ctx.subscribe(commandChanged, (command) => ({ type: "commandMoved", command }));
    ctx.timers.every("prune", DAY_MS, { type: "pruneDue" });
    return { args, queue: [], inFlight: [] };
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "keepBackup":
        return keep(state, message, ctx);
      case "commandMoved":
        return commandMoved(state, message.command, ctx);
      case "kept":
        return kept(state, ctx);
      case "notKept":
        return notKept(state, ctx);
      case "retryDue":
        return flush(state, ctx);
      case "pruneDue":
        return prune(state, ctx);
    }
  },
};

function keep(state: BackupsState, question: KeepBackup, ctx: BackupsContext): void {
  if (state.queue.length >= MAX_WAITING) {
    return ctx.reply(question, refuse("tooMany", `${MAX_WAITING} backups wait for the disk.`));
  }
  state.queue.push({ backup: question.backup, reply: ctx.defer(question) });
  flush(state, ctx);
}

/** Fielded builds send no message of their own: their answer to the command is the only word of a backup. */
function commandMoved(state: BackupsState, command: Command, ctx: BackupsContext): void {
  const { target: { kind, key }, order, state: ended, result, id, updatedAt } = command;
  const container = containerOf(key);
  if (order.action !== "backup_keys" || ended !== "completed") return;
  if (kind !== CONTAINER_KIND || container === undefined || state.queue.length >= MAX_WAITING) {
    return;
  }
  const backup: NewBackup = {
    serverId: serverIdOf(key),
    container,
    file: state.args.rules.backupFile(result),
    at: updatedAt,
    source: "command",
    commandId: id,
  };
  state.queue.push({ backup, reply: undefined });
  flush(state, ctx);
}

function flush(state: BackupsState, ctx: BackupsContext): void {
  if (state.inFlight.length > 0 || state.queue.length === 0) return;
  state.inFlight = state.queue;
  state.queue = [];
  const changes = state.inFlight.map(({ backup }): BackupChange => ({
    type: "backupAdded",
    backup,
    keepEach: KEPT_EACH,
  }));
  ctx.pipe(
    state.args.store.commit(changes),
    () => ({ type: "kept" }),
    () => ({ type: "notKept" }),
  );
}

function kept(state: BackupsState, ctx: BackupsContext): void {
  const batch = state.inFlight;
  state.inFlight = [];
  for (const { backup, reply } of batch) {
    ctx.publish(backupStored, backup);
    reply?.ok(accept(null));
  }
  flush(state, ctx);
}

function notKept(state: BackupsState, ctx: BackupsContext): void {
  state.queue = [...state.inFlight, ...state.queue];
  state.inFlight = [];
  ctx.timers.once("retry", RETRY_MS, { type: "retryDue" });
}

function prune({ args }: BackupsState, ctx: BackupsContext): void {
  const before = ctx.now() - KEPT_MS;
  // What could not be pruned today is pruned tomorrow.
  args.store.commit([{ type: "backupsPruned", before }]).catch(() => {});
}
