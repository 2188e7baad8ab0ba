import { ArmProcess } from "./arm_process.ts";
import type { Arm } from "./arms.ts";
import type { Figures } from "./library.ts";
import type { Workload } from "./rows.ts";

/** Rounds that are run and not counted, in every arm: compilers and heaps need them. */
const WARM_UP_ROUNDS = 8;

/** An arm that has taken so long is warm. */
const WARM_MS = 1500;

/** An arm that has taken so long has shown what it can do; the others go on without it. */
const ARM_BUDGET_MS = 5000;

/** What one arm did in one workload: a list of samples for each figure, or why there is none. */
export type Outcome =
  | { readonly samples: ReadonlyMap<string, readonly number[]> }
  | { readonly missing: string };

/** Runs beside a round, for what only another process can measure; `facts` are those of the arm. */
export type Beside = (facts: Figures) => Promise<Figures>;

/** Runs a workload in all arms: one round of each in turn, so that they share whatever else the machine does. */
export async function measure(
  workload: Workload,
  arms: readonly Arm[],
  rounds: number,
  beside: Beside = () => Promise.resolve({}),
): Promise<ReadonlyMap<Arm, Outcome>> {
  const entrants = arms.map((arm) => new Entrant(arm, workload.name, beside));
  try {
    for (const entrant of entrants) await entrant.open();
    for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (const entrant of entrants) await entrant.run(round >= 0);
    }
    return new Map(entrants.map((entrant) => [entrant.arm, entrant.outcome]));
  } finally {
    await Promise.all(entrants.map((entrant) => entrant.close()));
  }
}

/** One arm while a workload is measured. */
class Entrant {
  readonly #process: ArmProcess;
  readonly #samples = new Map<string, number[]>();
  readonly #beside: Beside;
  #facts: Figures = {};
  #missing: string | undefined;
  #spentMs = 0;

  constructor(readonly arm: Arm, workload: string, beside: Beside) {
    this.#process = new ArmProcess(arm.command(workload));
    this.#beside = beside;
  }

  get outcome(): Outcome {
    if (this.#samples.size > 0) return { samples: this.#samples };
    return { missing: this.#missing ?? "no round ended" };
  }

  async open(): Promise<void> {
    try {
      const opening = await this.#process.open();
      if ("missing" in opening) this.#missing = opening.missing;
      else this.#facts = opening.facts;
    } catch (error) {
      this.#missing = messageOf(error);
    }
  }

  async run(counted: boolean): Promise<void> {
    if (this.#missing !== undefined) return;
    if (!counted && this.#spentMs > WARM_MS) return;
    if (this.#spentMs > ARM_BUDGET_MS && this.#samples.size > 0) return;
    const began = performance.now();
    try {
      const [own, seen] = await Promise.all([this.#process.round(), this.#beside(this.#facts)]);
      if (counted) this.#note({ ...own, ...seen });
    } catch (error) {
      this.#missing = messageOf(error);
    }
    this.#spentMs += performance.now() - began;
  }

  close(): Promise<void> {
    return this.#process.stop();
  }

  #note(figures: Figures): void {
    for (const [name, value] of Object.entries(figures)) {
      const samples = this.#samples.get(name) ?? [];
      this.#samples.set(name, samples);
      samples.push(value);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
