import { type AuditFacts, auditLines } from "../audit/audit_line.ts";
import { accept, refuse } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import type { AlertsContext, AlertsState } from "./alerts_state.ts";
import { maintenanceChanged, type MaintenanceWindow, MAX_WINDOWS, stateOf } from "./maintenance.ts";
import type { AddMaintenance, RemoveMaintenance } from "./messages.ts";
import { announceWindow } from "./window_states.ts";

/** Makes a window; answered when it is on the disk. */
export function addMaintenance(
  state: AlertsState,
  question: AddMaintenance,
  ctx: AlertsContext,
): void {
  const { draft, by } = question;
  const { book, args: { store } } = state;
  if (draft.until <= Math.max(draft.from, ctx.now())) {
    const detail = "A maintenance window must end after it begins, and after now.";
    return ctx.reply(question, refuse("invalid", detail, { field: "until" }));
  }
  if (book.windows.size >= MAX_WINDOWS) {
    const detail = `There are ${MAX_WINDOWS} maintenance windows already; remove some.`;
    return ctx.reply(question, refuse("tooMany", detail));
  }
  const window = { ...draft, id: store.nextWindowId(), createdBy: by, createdAt: ctx.now() };
  const reply = ctx.defer(question);
  state.commits.push(
    [{ type: "maintenanceSaved", window }],
    (cause) => {
      if (cause !== undefined) return reply.ok(refuseStorage(cause));
      book.windows.set(window.id, window);
      announceWindow(state, window, ctx);
      reply.ok(accept<MaintenanceWindow>(window));
    },
    ctx,
    auditLines(question.author, ctx.now(), windowFacts("maintenance.created", window)),
  );
}

/** Takes a window back; answered when that is on the disk. */
export function removeMaintenance(
  state: AlertsState,
  question: RemoveMaintenance,
  ctx: AlertsContext,
): void {
  const { id } = question;
  const window = state.book.windows.get(id);
  if (window === undefined) {
    return ctx.reply(question, refuse("notFound", `There is no maintenance window ${id}.`));
  }
  const reply = ctx.defer(question);
  state.commits.push(
    [{ type: "maintenanceRemoved", id }],
    (cause) => {
      if (cause !== undefined) return reply.ok(refuseStorage(cause));
      state.book.windows.delete(id);
      state.windowStates.delete(id);
      ctx.publish(maintenanceChanged, { window, state: "removed" });
      reply.ok(accept(null));
    },
    ctx,
    auditLines(question.author, ctx.now(), windowFacts("maintenance.removed", window)),
  );
}

function windowFacts(
  kind: "maintenance.created" | "maintenance.removed",
  window: MaintenanceWindow,
): AuditFacts {
  const { id, note } = window;
  const side = kind === "maintenance.created" ? { after: window } : { before: window };
  return { kind, key: id, name: note === "" ? `window ${id}` : note, ...side };
}

/** By beginning. */
export function listMaintenance({ book }: AlertsState): readonly MaintenanceWindow[] {
  return [...book.windows.values()].sort((one, other) =>
    one.from - other.from || one.id - other.id
  );
}

/** Windows begin and end by themselves; one that was over a day ago is forgotten. */
export function followWindows(state: AlertsState, ctx: AlertsContext): void {
  const now = ctx.now();
  for (const window of state.book.windows.values()) {
    announceWindow(state, window, ctx);
    if (stateOf(window, now) !== "over" || now - window.until < KEEP_MS) continue;
    state.book.windows.delete(window.id);
    state.windowStates.delete(window.id);
    state.commits.push([{ type: "maintenanceRemoved", id: window.id }], () => {}, ctx);
  }
}

const KEEP_MS = 86_400_000;
