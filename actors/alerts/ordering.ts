import { auditLines } from "../audit/audit_line.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import type { Alert } from "./alert.ts";
import { type AlertsContext, type AlertsState, momentOf } from "./alerts_state.ts";
import { type LiveAlert, type Track, viewOf } from "./book.ts";
import { note } from "./lifecycle.ts";
import type { AcknowledgeAlert, SnoozeAlert } from "./messages.ts";
import { save } from "./saving.ts";
import { tell } from "./telling.ts";

/** Longer would be a rule that is off, which the config file says better. */
const LONGEST_SNOOZE_MS = 31 * 86_400_000;

/** Somebody looks after an alert; answered when it is on the disk. */
export function acknowledge(
  state: AlertsState,
  question: AcknowledgeAlert,
  ctx: AlertsContext,
): void {
  const found = find(state, question.id);
  if (!found.ok) return ctx.reply(question, found);
  const { track, alert } = found.value;
  if (alert.record.state === "acknowledged") return again(state, question, alert, ctx);
  const { book } = state;
  const moment = momentOf(ctx);
  book.amend(question.id, {
    state: "acknowledged",
    acknowledgedAt: moment.now,
    acknowledgedBy: question.by,
  });
  note(book, question.id, "acknowledged", moment.now, question.by, question.note);
  const { noticedAt, rootId } = alert.record;
  if (noticedAt !== null && rootId === null) {
    tell(book, track, "acknowledged", viewOf(alert), moment);
  }
  answer(state, question, alert, ctx);
}

/** Asked twice: the first time may have found a disk that failed, so that this is answered when the disk has it too. */
function again(
  state: AlertsState,
  question: AcknowledgeAlert,
  alert: LiveAlert,
  ctx: AlertsContext,
): void {
  const reply = ctx.defer(question);
  const view = viewOf(alert);
  const answered = (cause: unknown) =>
    reply.ok(cause === undefined ? accept<Alert>(view) : refuseStorage(cause));
  const inTurn = () =>
    state.commits.isIdle ? save(state, ctx, answered) : state.commits.push([], inTurn, ctx);
  inTurn();
}

/** Nobody is told of an alert for a while; answered when it is on the disk. */
export function snooze(state: AlertsState, question: SnoozeAlert, ctx: AlertsContext): void {
  const found = find(state, question.id);
  if (!found.ok) return ctx.reply(question, found);
  const now = ctx.now();
  const { until, id, by } = question;
  if (until - now > LONGEST_SNOOZE_MS) {
    const detail = "An alert can be snoozed for 31 days at most.";
    return ctx.reply(question, refuse("invalid", detail, { field: "untilMs" }));
  }
  state.book.amend(id, { snoozedUntil: until > now ? until : null });
  note(state.book, id, "snoozed", now, by, new Date(until).toISOString());
  answer(state, question, found.value.alert, ctx);
}

function answer(
  state: AlertsState,
  question: AcknowledgeAlert | SnoozeAlert,
  alert: LiveAlert,
  ctx: AlertsContext,
): void {
  const reply = ctx.defer(question);
  const view = viewOf(alert);
  const { id, rule, subject, snoozedUntil } = view;
  const facts = { rule, subject: `${subject.kind} ${subject.key}` };
  const lines = auditLines(question.author, ctx.now(), {
    kind: question.type === "acknowledgeAlert" ? "alert.acknowledged" : "alert.snoozed",
    key: id,
    name: `${rule} ${subject.name}`,
    after: question.type === "acknowledgeAlert"
      ? { ...facts, note: question.note }
      : { ...facts, snoozedUntil },
  });
  save(
    state,
    ctx,
    (cause) => reply.ok(cause === undefined ? accept<Alert>(view) : refuseStorage(cause)),
    lines,
  );
}

function find(
  { book, args: { store } }: AlertsState,
  id: number,
): Outcome<{ readonly track: Track; readonly alert: LiveAlert }> {
  const track = book.byAlert.get(id);
  if (track?.alert) return accept({ track, alert: track.alert });
  return store.alert(id) === null
    ? refuse("notFound", `There is no alert ${id}.`)
    : refuse("conflict", `Alert ${id} is resolved.`);
}
