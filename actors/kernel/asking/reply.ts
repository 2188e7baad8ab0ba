import type { Ask } from "./ask.ts";
import type { Reply } from "../types.ts";

/** The way back to an asker; without an ask (the message was told) it is closed from the start. */
export function createReply<R>(ask: Ask | undefined): Reply<R> {
  return {
    ok: (value) => ask?.answer(value),
    fail: (cause) => ask?.fail("failed", cause),
    get open() {
      return ask !== undefined && !ask.settled;
    },
  };
}
