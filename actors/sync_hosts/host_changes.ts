import type { SyncState } from "../../protocols/syncguard/events.ts";
import { changed, FLAP_WINDOW_MS, settled, steadyAt } from "./flapping.ts";
import { noteOf, tell } from "./host_telling.ts";
import { amend } from "./seat.ts";
import type { SyncHostNote, SyncSource } from "./store.ts";
import type { HostContext, SyncHostState } from "./sync_host_state.ts";

/** A host says something else than before. People hear of each change, unless it flaps. */
export function changeState(
  state: SyncHostState,
  reported: SyncState,
  source: SyncSource,
  ctx: HostContext,
): void {
  const { seat, flaps } = state;
  const { state: before, since } = seat.record;
  const at = ctx.now();
  const previous = before === null || since === null
    ? null
    : { state: before, from: since, until: at };
  amend(seat, { state: reported, since: at, previous, source });
  // The first word of a host is no change.
  if (before === null) return tell(state, [stateNote(state, at)], null);
  state.changes++;
  const began = changed(flaps, ctx.monotonicMs());
  if (!began) {
    if (!flaps.flapping) tell(state, [stateNote(state, at)], null);
    return;
  }
  tell(state, [stateNote(state, at), {
    ...noteOf(state, at, "flapping"),
    from: "steady",
    to: "flapping",
    reason: `${flaps.changes} changes of state within ${FLAP_WINDOW_MS / 1_000} s.`,
  }], null);
  lookAgain(state, ctx);
}

function lookAgain({ flaps }: SyncHostState, ctx: HostContext): void {
  const delayMs = Math.max(1, steadyAt(flaps) - ctx.monotonicMs());
  ctx.timers.once("flapping", delayMs, { type: "judgeFlapping" });
}

/** Ends flapping when it is time, else looks again later. */
export function judgeFlapping(state: SyncHostState, ctx: HostContext): void {
  const { flaps, seat } = state;
  const monotonicMs = ctx.monotonicMs();
  if (!settled(flaps, monotonicMs)) return lookAgain(state, ctx);
  const at = ctx.now();
  const notes: SyncHostNote[] = [{
    ...noteOf(state, at, "flapping"),
    from: "flapping",
    to: "steady",
    heldMs: Math.round(monotonicMs - flaps.since),
    reason: `${flaps.changes} changes of state meanwhile.`,
  }];
  if (seat.record.state !== state.told) notes.unshift(stateNote(state, at));
  tell(state, notes, null);
}

/** From the state that was told last to the one that holds. */
function stateNote(state: SyncHostState, at: number): SyncHostNote {
  const { record } = state.seat;
  const { previous } = record;
  const from = state.told;
  const heldMs = previous?.state === from ? previous.until - previous.from : null;
  state.told = record.state;
  return { ...noteOf(state, at, "state"), from, to: record.state ?? "unknown", heldMs };
}
