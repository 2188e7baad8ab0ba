import { Cell, STOPPED } from "../cell.ts";
import { lifeOf } from "./life_notes.ts";
import type { LaneItem, Watch } from "../rare_state.ts";
import type { ActorRef, Signal } from "../types.ts";

/** What is told about a watched actor. */
type WatchSignal = Extract<Signal, { readonly type: "watchedStopped" | "watchedFailed" }>;

/** The watcher hears of the failures and of the end of an actor; at once, when it has ended already. */
export function watch(watcher: Cell, actor: ActorRef<never>): void {
  if (!(actor instanceof Cell)) throw new Error(`${actor.path} is not local and cannot be watched`);
  if (actor === watcher || watcher.profile.definition.signal === undefined) return;
  const watching = watcher.extras().watching ??= new Map<Cell, Watch>();
  if (watching.has(actor)) return;
  watching.set(actor, {});
  if (actor.status !== STOPPED) (actor.extras().watchers ??= new Set()).add(watcher);
  else tell(watcher, actor, { type: "watchedStopped", actor, reason: "stopped before" });
}

/** Takes a watch back. */
export function unwatch(watcher: Cell, actor: ActorRef<never>): void {
  if (!(actor instanceof Cell)) return;
  actor.rare?.watchers?.delete(watcher);
  watcher.rare?.watching?.delete(actor);
}

/** Tells of the end of an incarnation whose actor goes on; once for each. */
export function tellOfFailure(actor: Cell, cause: unknown, delayMs: number): void {
  const life = lifeOf(actor);
  const incarnation = life.ended;
  if (life.told === incarnation) return;
  life.told = incarnation;
  for (const watcher of actor.rare?.watchers ?? []) {
    tell(watcher, actor, { type: "watchedFailed", actor, incarnation, cause, delayMs });
  }
}

/** Tells of an actor's end. */
export function tellOfEnd(actor: Cell, reason: string): void {
  const { rare } = actor;
  if (rare?.watchers === undefined) return;
  const { watchers } = rare;
  rare.watchers = undefined;
  for (const watcher of watchers) tell(watcher, actor, { type: "watchedStopped", actor, reason });
}

/** True when a fact is still to be told: an actor that has taken a watch back hears nothing of it any more. */
export function heeds(cell: Cell, item: LaneItem & { readonly type: "signal" }): boolean {
  if (item.watch === undefined) return true;
  const { watching } = cell.rare ?? {};
  const { signal } = item;
  if (signal.type !== "watchedStopped" && signal.type !== "watchedFailed") return true;
  if (!(signal.actor instanceof Cell) || watching?.get(signal.actor) !== item.watch) return false;
  if (signal.type === "watchedStopped") watching.delete(signal.actor);
  return true;
}

function tell(watcher: Cell, actor: Cell, signal: WatchSignal): void {
  const watch = watcher.rare?.watching?.get(actor);
  if (watch !== undefined) watcher.post({ type: "signal", signal, watch });
}
