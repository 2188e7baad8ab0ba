import type { ActorDefinition } from "../kernel/mod.ts";
import { WARM_UP_MS } from "../liveness.ts";
import { accept, refuse } from "../outcome.ts";
import { attemptMoved } from "./attempts.ts";
import { begin, foundNewest, look, nextOf } from "./due_backups.ts";
import type {
  HostBackupsArgs,
  HostBackupsContext,
  HostBackupsState,
} from "./host_backups_state.ts";
import {
  type HostBackupAttempt,
  hostBackupMade,
  hostBackupMissed,
  type HostBackupPlan,
  type HostBackupsMessage,
  type HostBackupView,
  type ListHostBackups,
  type MadeHostBackup,
  type MakeHostBackup,
} from "./messages.ts";

/** A disk that is full or away seldom is back at once, and each attempt reads the whole database. */
const RETRY_MS = 3_600_000;

/** Makes backups of the control host when they are due or asked for, one at a time, and keeps the newest. */
export const hostBackupsActor: ActorDefinition<
  HostBackupsMessage,
  HostBackupsState,
  HostBackupsArgs
> = {
  kind: "hostBackups",
  mailbox: { capacity: 256, whenFull: "dropNewest" },
  init(ctx, args) {
    ctx.pipe(
      args.port.list(),
      ([newest]) => ({ type: "foundNewest", madeAt: newest?.madeAt ?? null }),
      () => ({ type: "ignored" }),
    );
    const restUntil = ctx.monotonicMs() + (args.warmUpMs ?? WARM_UP_MS);
    const state: HostBackupsState = {
      args,
      attempts: [],
      running: null,
      dealtUntil: ctx.now(),
      owed: null,
      restUntil,
    };
    look(state, ctx);
    return state;
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "listHostBackups":
        return list(state, message, ctx);
      case "makeHostBackup":
        return make(state, message, ctx);
      case "configureHostBackups":
        return configure(state, message.plan, ctx);
      case "foundNewest":
        return foundNewest(state, message.madeAt, ctx);
      case "lookDue":
        return look(state, ctx);
      case "progressed": {
        const { id, progress } = message;
        state.attempts = attemptMoved(state.attempts, id, { progress });
        return;
      }
      case "made":
        return made(state, message.id, message.made, ctx);
      case "failed":
        return failed(state, message.id, message.reason, ctx);
      case "ignored":
        return;
    }
  },
};

function list(state: HostBackupsState, question: ListHostBackups, ctx: HostBackupsContext): void {
  const reply = ctx.defer(question);
  state.args.port.list().then(
    (files) => reply.ok({ ...viewOf(state), files }),
    (cause) => reply.fail(cause),
  );
}

function viewOf(state: HostBackupsState): Omit<HostBackupView, "files"> {
  const { port, plan: { current: plan } } = state.args;
  return { folder: port.folder(), plan, nextAt: nextOf(state), attempts: state.attempts };
}

function make(state: HostBackupsState, question: MakeHostBackup, ctx: HostBackupsContext): void {
  if (state.running !== null) {
    return ctx.reply(question, refuse("conflict", "a backup is being made already"));
  }
  const { passphrase } = question;
  if (passphrase === null && !state.args.plan.current.hasPassphrase) {
    const detail = "must be given, as the config file has no backup.passphraseFile";
    return ctx.reply(question, refuse("invalid", detail, { field: "passphrase" }));
  }
  ctx.reply(question, accept(begin(state, { passphrase, dueAt: null }, ctx)));
}

function made(
  state: HostBackupsState,
  id: string,
  made: MadeHostBackup,
  ctx: HostBackupsContext,
): void {
  const { dueAt } = ended(state, id, { made, endedAt: ctx.now() });
  if (dueAt !== null) state.owed = null;
  const { sha256: _digest, ...file } = made;
  ctx.publish(hostBackupMade, file);
  // What could not be removed today is removed after the next one.
  state.args.port.prune(state.args.plan.current.keep).catch(() => {});
  look(state, ctx);
}

function failed(
  state: HostBackupsState,
  id: string,
  reason: string,
  ctx: HostBackupsContext,
): void {
  const { dueAt } = ended(state, id, { reason, endedAt: ctx.now() });
  if (dueAt !== null) state.restUntil = ctx.monotonicMs() + RETRY_MS;
  ctx.publish(hostBackupMissed, { dueAt, reason });
  look(state, ctx);
}

function ended(
  state: HostBackupsState,
  id: string,
  changes: Partial<HostBackupAttempt>,
): Pick<HostBackupAttempt, "dueAt"> {
  state.running = null;
  state.attempts = attemptMoved(state.attempts, id, changes);
  return state.attempts.find((attempt) => attempt.id === id) ?? { dueAt: null };
}

function configure(state: HostBackupsState, plan: HostBackupPlan, ctx: HostBackupsContext): void {
  state.args.plan.current = plan;
  state.dealtUntil = ctx.now();
  if (plan.schedule === null) state.owed = null;
  look(state, ctx);
}
