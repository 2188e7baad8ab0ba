import type { Clock } from "../../../actors/kernel/mod.ts";
import type { FleetRequest } from "../../../protocols/demo/fleet_lines.ts";

/** The fleet is not there, or was lost before it answered: it is being started again. */
export class FleetAway extends Error {
  constructor() {
    super("the fleet is being started again");
    this.name = "FleetAway";
  }
}

/** A fleet does what it is asked at once; one of a thousand members may be busy for a while. */
const ANSWER_MS = 10_000;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (cause: Error) => void;
  readonly timer: unknown;
}

/** What was asked of a fleet, and is not answered yet. */
export class FleetRequests {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(private readonly clock: Clock, private readonly write: (line: string) => void) {}

  /** Resolves when it is done. Rejects with {@link FleetAway}, or with what the fleet says is in the way. */
  ask(there: boolean, wanted: Omit<FleetRequest, "id">): Promise<void> {
    if (!there) return Promise.reject(new FleetAway());
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = this.clock.setTimer(ANSWER_MS, () => {
        this.#waiting.delete(id);
        reject(new Error(`the fleet has not answered within ${ANSWER_MS} ms`));
      });
      this.#waiting.set(id, { resolve, reject, timer });
      this.write(JSON.stringify({ ...wanted, id }));
    });
  }

  answered(id: number, failure: string | null): void {
    const waiting = this.#take(id);
    if (failure === null) waiting?.resolve();
    else waiting?.reject(new Error(failure));
  }

  /** The fleet is gone. */
  failAll(): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new FleetAway());
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.clock.clearTimer(waiting?.timer);
    return waiting;
  }
}
