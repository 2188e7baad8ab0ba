import type { Stop } from "../types.ts";

/** What `stop()` makes; a class, so that no state can be mistaken for it. */
export class StopResult implements Stop {
  readonly stop = true;

  constructor(readonly reason: string) {}
}

/** Returned by a handler, ends its actor after this turn. */
export function stop(reason: string): Stop {
  return new StopResult(reason);
}
