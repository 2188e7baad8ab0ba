import type { Scheduler } from "./types.ts";

/** Microtasks for `soon`, and the cheapest full turn of the event loop that the host has for `later`. */
export function createScheduler(): Scheduler {
  return { soon: (run) => queueMicrotask(run), later: loopTurn() };
}

/** A function that runs another one in the next turn of the event loop. */
export function loopTurn(): (run: () => void) => void {
  const host = globalThis as { readonly setImmediate?: (run: () => void) => unknown };
  const { setImmediate } = host;
  if (typeof setImmediate === "function") return (run) => void setImmediate(run);
  return typeof MessageChannel === "function" ? channelTurn() : (run) => void setTimeout(run, 0);
}

/** In browsers, a message to oneself is not held back to 4 ms as nested timers are. */
function channelTurn(): (run: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (run) => {
    waiting.push(run);
    port2.postMessage(0);
  };
}
