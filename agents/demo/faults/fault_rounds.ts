import type { Clock } from "../../../actors/kernel/mod.ts";
import type { DemoFaultName } from "../../../protocols/demo/faults.ts";
import { planFaults } from "./fault_schedule.ts";

/** What the rounds need. */
export interface FaultRoundsOptions {
  readonly random: () => number;
  readonly clock: Clock;
  /** Begins a fault that ends by itself. Its failure is the matter of who is asked: the next one comes all the same. */
  readonly inject: (name: DemoFaultName, forMs: number) => Promise<unknown>;
}

/** Runs the schedule: one fault at a time, until it is stopped. */
export class FaultRounds {
  readonly #options: FaultRoundsOptions;
  readonly #plan: ReturnType<typeof planFaults>;
  #timer: unknown;

  constructor(options: FaultRoundsOptions) {
    this.#options = options;
    this.#plan = planFaults(options.random);
  }

  start(): void {
    const { clock, inject } = this.#options;
    const { name, afterMs, forMs } = this.#plan.next().value;
    this.#timer = clock.setTimer(afterMs, () => {
      this.#timer = clock.setTimer(forMs, () => this.start());
      inject(name, forMs).catch(() => {});
    });
  }

  stop(): void {
    this.#options.clock.clearTimer(this.#timer);
  }
}
