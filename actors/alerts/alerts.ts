import { CommitQueue } from "../commit_queue.ts";
import type { ActorDefinition } from "../kernel/mod.ts";
import { type AlertsArgs, type AlertsContext, type AlertsState, momentOf } from "./alerts_state.ts";
import { forgetSubject } from "./lifecycle.ts";
import { listen } from "./listening.ts";
import { lookAt } from "./looking.ts";
import {
  addMaintenance,
  followWindows,
  listMaintenance,
  removeMaintenance,
} from "./maintaining.ts";
import type { AlertsMessage } from "./messages.ts";
import { acknowledge, snooze } from "./ordering.ts";
import { recall } from "./recalling.ts";
import { forgetHanded, hand, lastChanges, prune, save } from "./saving.ts";
import { see, seeAll, seeGroups } from "./seeing.ts";
import type { AlertSettings } from "./settings.ts";
import { stepAlerts } from "./stepping.ts";
import { survey } from "./surveying.ts";
import { beat } from "./telling.ts";

/** Soon enough for whatever has no time of its own. */
const TICK_MS = 1_000;
/** What comes due within this time is looked at together: a thousand displays that fall silent are a few looks. */
const TOGETHER_MS = 100;
const READ_SELF_MS = 5_000;
/** A word that got lost in a full mailbox is made good after this long. */
const SURVEY_MS = 600_000;
const PRUNE_MS = 86_400_000;

/**
 * Keeps the alerts: from what is published of the fleet and of the control host itself, by the rules of the config
 * file. One cause is one notice; what an earlier run knew is not told again; our own restart is nobody's fault.
 */
export const alertsActor: ActorDefinition<AlertsMessage, AlertsState, AlertsArgs> = {
  kind: "alerts",
  // Every member of the largest fleet changes at once; what is lost beyond it is seen at the next look.
  mailbox: { capacity: 32_768, whenFull: "dropNewest" },
  init(ctx, args) {
    const { store, book } = args;
    recall(args, momentOf(ctx));
    listen(book, ctx);
    startTimers(args, ctx);
    const commits = new CommitQueue(
      store,
      (cause): AlertsMessage => ({ type: "commitSettled", cause }),
    );
    const state: AlertsState = {
      args,
      book,
      commits,
      windowStates: new Map(),
      handed: [],
      tickAtMs: Infinity,
    };
    // What the last run, or the last incarnation, may not have passed on.
    hand(state, store.pendingNotices(), ctx);
    arm(state, ctx);
    return state;
  },
  handle(state, message, ctx) {
    dispatch(state, message, ctx);
    arm(state, ctx);
  },
  stopped(state) {
    const { changes, lines } = lastChanges(state);
    return state.commits.flush(changes, lines);
  },
};

function dispatch(state: AlertsState, message: AlertsMessage, ctx: AlertsContext): void {
  const { book } = state;
  switch (message.type) {
    case "judged":
      return see(book, message, momentOf(ctx));
    case "surveyed":
      return seeAll(book, message.kind, message.seen, momentOf(ctx));
    case "gone":
      return forgetSubject(book, message, momentOf(ctx));
    case "groupsSeen":
      return seeGroups(book, message.groups);
    case "groupGone":
      return void book.groups.delete(message.id);
    case "acknowledgeAlert":
      return acknowledge(state, message, ctx);
    case "snoozeAlert":
      return snooze(state, message, ctx);
    case "addMaintenance":
      return addMaintenance(state, message, ctx);
    case "removeMaintenance":
      return removeMaintenance(state, message, ctx);
    case "listMaintenance":
      return ctx.reply(message, listMaintenance(state));
    case "configureAlerts":
      return configure(state, message.settings, ctx);
    case "commitSettled":
      return state.commits.settle(message.cause, ctx);
    case "ignored":
      return;
    default:
      return onTimer(state, message.type, ctx);
  }
}

type Timer = "tick" | "surveyDue" | "readingDue" | "beatDue" | "pruneDue";

function startTimers({ self, book, warmUpMs }: AlertsArgs, ctx: AlertsContext): void {
  ctx.timers.once("survey", 0, { type: "surveyDue" });
  // What was remembered is believed until then; afterwards it is what the lists say.
  ctx.timers.once("warmUp", warmUpMs, { type: "surveyDue" });
  ctx.timers.once("prune", 0, { type: "pruneDue" });
  if (self) ctx.timers.every("self", READ_SELF_MS, { type: "readingDue" });
  startBeat(book.settings, ctx);
}

function startBeat({ beat: rhythm }: AlertSettings, ctx: AlertsContext): void {
  if (rhythm === null) ctx.timers.cancel("beat");
  else ctx.timers.every("beat", rhythm.everyMs, { type: "beatDue" });
}

function onTimer(state: AlertsState, timer: Timer, ctx: AlertsContext): void {
  const { args: { self }, book } = state;
  switch (timer) {
    case "tick":
      return tick(state, ctx);
    case "surveyDue":
      ctx.timers.once("survey", SURVEY_MS, { type: "surveyDue" });
      return survey(state, ctx);
    case "readingDue":
      if (self === undefined) return;
      return ctx.pipe(
        self.read(),
        (reading) => lookAt(book, "self", reading),
        () => ({ type: "ignored" }),
      );
    case "beatDue":
      return beat(book, momentOf(ctx));
    case "pruneDue":
      ctx.timers.once("prune", PRUNE_MS, { type: "pruneDue" });
      return prune(state, ctx);
  }
}

/** Looks again when something is due, and soon as long as there is anything to look after; never while all is well. */
function arm(state: AlertsState, ctx: AlertsContext): void {
  const { book, handed } = state;
  if (handed.length === 0 && !book.hasWork()) return;
  const nowMs = ctx.monotonicMs();
  const inMs = Math.min(Math.max(book.dueMs - nowMs, TOGETHER_MS), TICK_MS);
  if (nowMs + inMs >= state.tickAtMs) return;
  state.tickAtMs = nowMs + inMs;
  ctx.timers.once("tick", inMs, { type: "tick" });
}

function tick(state: AlertsState, ctx: AlertsContext): void {
  state.tickAtMs = Infinity;
  const { args: { store }, book } = state;
  const moment = momentOf(ctx);
  stepAlerts(book, () => store.nextAlertId(), moment);
  book.findDue(moment);
  followWindows(state, ctx);
  save(state, ctx);
  forgetHanded(state, ctx);
}

/** Other rules: everything is looked at again, and what they do not call wrong is resolved. */
function configure(state: AlertsState, settings: AlertSettings, ctx: AlertsContext): void {
  const before = state.book.settings;
  state.book.settings = settings;
  if (JSON.stringify(before.beat) !== JSON.stringify(settings.beat)) startBeat(settings, ctx);
  survey(state, ctx);
}
