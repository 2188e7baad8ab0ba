import type { AuditLine } from "../audit/audit_line.ts";
import { type Alert, alertChanged, type AlertNotice, alertNoticed } from "./alert.ts";
import type { AlertsContext, AlertsState } from "./alerts_state.ts";
import { type Effects, viewOf } from "./book.ts";
import type { AlertChange } from "./store.ts";
import type { UnsavedChanges } from "./unsaved.ts";

/** Whoever passes notices on keeps them within this time, or is told again after a crash. */
const HANDED_AFTER_MS = 10_000;
/** People look back a year, and compare the same week. */
const KEEP_MS = 400 * 86_400_000;

const NOTHING: ReturnType<UnsavedChanges["take"]> = { changes: [], lines: [] };

/**
 * Writes what has changed, and tells of it once it is on the disk. A disk that fails keeps nobody from being told, and
 * is given the same again with the next change. `then` hears of the disk afterwards.
 */
export function save(
  state: AlertsState,
  ctx: AlertsContext,
  then: (cause: unknown) => void = () => {},
  lines: readonly AuditLine[] = [],
): void {
  const { book, commits } = state;
  const effects = book.takeEffects();
  // Behind a newer reading that is on its way, an old one would have the last word.
  const owed = commits.isIdle ? book.unsaved.take() : NOTHING;
  const changes = [...owed.changes, ...changesOf(effects)];
  const allLines = [...owed.lines, ...lines];
  if (changes.length + allLines.length === 0) return then(undefined);
  const views = viewsOf(effects);
  commits.push(
    changes,
    (cause) => {
      if (cause === undefined) book.unsaved.outdate(changes);
      else book.unsaved.keep(changes, allLines);
      for (const alert of views) ctx.publish(alertChanged, alert);
      hand(state, effects.notices, ctx);
      then(cause);
    },
    ctx,
    allLines,
  );
}

/** What is left to be written, at a stop. Its notices are passed on after the next start. */
export function lastChanges({ book }: AlertsState): ReturnType<UnsavedChanges["take"]> {
  const { changes, lines } = book.unsaved.take();
  return { changes: [...changes, ...changesOf(book.takeEffects())], lines };
}

function changesOf({ changed, closed, steps, notices }: Effects): readonly AlertChange[] {
  const live = [...changed].flatMap(({ alert }) => alert?.record ?? []);
  return [
    ...[...live, ...closed].map((alert): AlertChange => ({ type: "alertSaved", alert })),
    ...steps.map((step): AlertChange => ({ type: "alertStepped", step })),
    ...notices.map((notice): AlertChange => ({ type: "noticeMade", notice })),
  ];
}

function viewsOf({ changed, closed }: Effects): readonly Alert[] {
  return [
    ...[...changed].flatMap(({ alert }) => alert === null ? [] : viewOf(alert)),
    ...closed.map((record) => viewOf({ record, below: 0 })),
  ];
}

/** Passes notices on. They stay on the disk for a while: whoever takes them may not have kept them yet. */
export function hand(
  state: AlertsState,
  notices: readonly AlertNotice[],
  ctx: AlertsContext,
): void {
  if (notices.length === 0) return;
  for (const notice of notices) ctx.publish(alertNoticed, notice);
  state.handed.push({ ids: notices.map(({ id }) => id), atMs: ctx.monotonicMs() });
}

/** Forgets notices that were passed on long enough ago. */
export function forgetHanded(state: AlertsState, ctx: AlertsContext): void {
  const before = ctx.monotonicMs() - HANDED_AFTER_MS;
  const ids = state.handed.filter(({ atMs }) => atMs <= before).flatMap((each) => each.ids);
  if (ids.length === 0) return;
  state.handed = state.handed.filter(({ atMs }) => atMs > before);
  state.commits.push([{ type: "noticesHanded", ids }], () => {}, ctx);
}

/** Forgets what is too old. */
export function prune(state: AlertsState, ctx: AlertsContext): void {
  state.commits.push([{ type: "alertsPruned", before: ctx.now() - KEEP_MS }], () => {}, ctx);
}
