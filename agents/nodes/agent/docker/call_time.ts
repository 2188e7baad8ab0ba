import { EngineError } from "../container_engine.ts";
import type { CallLimits } from "../container_engine.ts";

/** When a call has to be over, and why it is when it is. */
export class CallTime {
  readonly signal: AbortSignal;
  readonly #timeoutMs: number | null;
  readonly #asked: AbortSignal | undefined;

  /** @param defaultMs counts where the limits name no time; null: as long as it takes */
  constructor(limits: CallLimits | undefined, defaultMs: number | null) {
    this.#timeoutMs = limits?.timeoutMs ?? defaultMs;
    this.#asked = limits?.signal;
    const signals = this.#asked === undefined ? [] : [this.#asked];
    if (this.#timeoutMs !== null) signals.push(AbortSignal.timeout(this.#timeoutMs));
    this.signal = AbortSignal.any(signals);
  }

  /** The reason why a call has ended early; undefined when it was neither time nor wish. */
  failure(what: string): EngineError | undefined {
    if (this.#asked?.aborted) return new EngineError("aborted", `${what} was ended`);
    if (!this.signal.aborted) return undefined;
    return new EngineError(
      "timedOut",
      `${what} took longer than ${(this.#timeoutMs ?? 0) / 1_000} s`,
    );
  }
}
