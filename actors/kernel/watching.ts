import { Cell, STOPPED } from "./cell.ts";
import { tellWatcher } from "./stopping.ts";
import type { ActorRef } from "./types.ts";

/** The watcher hears of the actor's end once; at once, when it has ended already. */
export function watch(watcher: Cell, actor: ActorRef<never>): void {
  if (!(actor instanceof Cell)) throw new Error(`${actor.path} is not local and cannot be watched`);
  if (actor.status === STOPPED) {
    return tellWatcher(watcher, { type: "watchedStopped", actor, reason: "stopped before" });
  }
  (actor.extras().watchers ??= new Set()).add(watcher);
  (watcher.extras().watching ??= new Set()).add(actor);
}

/** Takes a watch back. */
export function unwatch(watcher: Cell, actor: ActorRef<never>): void {
  if (!(actor instanceof Cell)) return;
  actor.rare?.watchers?.delete(watcher);
  watcher.rare?.watching?.delete(actor);
}
