import type { Clock } from "../../../actors/kernel/mod.ts";
import { DEMO_FAULTS, type DemoFault, type DemoFaultName } from "../../../protocols/demo/faults.ts";
import type { Strike } from "./fault_script.ts";

/** What a board needs. */
export interface FaultBoardOptions {
  /** Makes a fault ready. */
  readonly ready: (name: DemoFaultName) => Strike;
  readonly clock: Clock;
  /** Called after each change, with what goes wrong now. */
  readonly onChange: (faults: readonly DemoFault[]) => void;
}

interface Running {
  readonly fault: DemoFault;
  readonly strike: Strike;
  readonly timer: unknown;
}

/** What goes wrong in a fleet, and until when. A fault runs once at most: asking again sets its end anew. */
export class FaultBoard {
  readonly #options: FaultBoardOptions;
  readonly #running = new Map<DemoFaultName, Running>();

  constructor(options: FaultBoardOptions) {
    this.#options = options;
  }

  /** In the order of {@link DEMO_FAULTS}. */
  get faults(): readonly DemoFault[] {
    return DEMO_FAULTS.flatMap((name) => this.#running.get(name)?.fault ?? []);
  }

  /** Throws what the fault's beginning throws; it is ended then. @param forMs absent: until it is cleared */
  inject(name: DemoFaultName, forMs?: number): DemoFault {
    const before = this.#running.get(name);
    const running = before === undefined ? this.#begin(name, forMs) : this.#renew(before, forMs);
    this.#running.set(name, running);
    this.#options.onChange(this.faults);
    return running.fault;
  }

  /** Harmless when it does not run. */
  clear(name: DemoFaultName): void {
    const running = this.#running.get(name);
    if (running === undefined) return;
    this.#running.delete(name);
    this.#options.clock.clearTimer(running.timer);
    running.strike.end();
    this.#options.onChange(this.faults);
  }

  /** Ends all of them. */
  clearAll(): void {
    for (const { name } of this.faults) this.clear(name);
  }

  #begin(name: DemoFaultName, forMs: number | undefined): Running {
    const strike = this.#options.ready(name);
    try {
      strike.begin();
    } catch (cause) {
      strike.end();
      throw cause;
    }
    const { members } = strike;
    const since = this.#options.clock.now();
    return this.#timed({ name, members: [...members], since }, strike, forMs);
  }

  #renew({ fault: { name, members, since }, strike, timer }: Running, forMs: number | undefined) {
    this.#options.clock.clearTimer(timer);
    return this.#timed({ name, members, since }, strike, forMs);
  }

  #timed(fault: DemoFault, strike: Strike, forMs: number | undefined): Running {
    const { clock } = this.#options;
    if (forMs === undefined) return { fault, strike, timer: undefined };
    const timer = clock.setTimer(forMs, () => this.clear(fault.name));
    return { fault: { ...fault, until: clock.now() + forMs }, strike, timer };
  }
}
