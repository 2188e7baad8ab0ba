import type { NodeGatewayLimits } from "./limits.ts";

/** What to do about a client that says nothing. */
export type SilenceVerdict = "wait" | "ping" | "giveUp";

/** How long ago a client was heard, and what follows from it. Times are of the monotonic clock. */
export class SilenceWatch {
  readonly #limits: Pick<NodeGatewayLimits, "pingAfterMs" | "giveUpAfterMs">;
  #heardAt: number;
  #pingedAt = -Infinity;

  constructor(limits: Pick<NodeGatewayLimits, "pingAfterMs" | "giveUpAfterMs">, nowMs: number) {
    this.#limits = limits;
    this.#heardAt = nowMs;
  }

  heard(nowMs: number): void {
    this.#heardAt = nowMs;
  }

  silentMs(nowMs: number): number {
    return nowMs - this.#heardAt;
  }

  /** `ping` is to be done at once, and counts as done. */
  judge(nowMs: number): SilenceVerdict {
    const { pingAfterMs, giveUpAfterMs } = this.#limits;
    if (this.silentMs(nowMs) >= giveUpAfterMs) return "giveUp";
    const due = this.silentMs(nowMs) >= pingAfterMs && nowMs - this.#pingedAt >= pingAfterMs;
    if (!due) return "wait";
    this.#pingedAt = nowMs;
    return "ping";
  }
}
