import type { ContainerShape, StatsShape, SystemShape } from "./reading_shape.ts";

/** The sum and the number of what is averaged. */
class Mean {
  #sum = 0;
  #count = 0;

  add(value: number | undefined): void {
    if (value === undefined) return;
    this.#sum += value;
    this.#count++;
  }

  /** Undefined when nothing was added. */
  get value(): number | undefined {
    return this.#count === 0 ? undefined : Math.round(this.#sum / this.#count * 100) / 100;
  }

  get bytes(): number | undefined {
    return this.#count === 0 ? undefined : Math.round(this.#sum / this.#count);
  }
}

const SYSTEM_PERCENTS = [
  "cpu_usage",
  "cpu_user",
  "cpu_system",
  "cpu_idle",
  "docker_memory_percent",
  "disk_percent",
] as const;

/**
 * The mean of readings: processor, memory and the part of the disk that is used. All else is as it was last, so that
 * heights and counters belong to the time of the summary. A container that has run for a part of the time is in it.
 */
export class SummaryOfSamples {
  #last: StatsShape | undefined;
  readonly #percents = new Map(SYSTEM_PERCENTS.map((name) => [name, new Mean()]));
  readonly #dockerMemory = new Mean();
  readonly #containers = new Map<string, ContainerMean>();

  add(sample: StatsShape): void {
    this.#last = sample;
    for (const [name, mean] of this.#percents) mean.add(sample.system[name]);
    this.#dockerMemory.add(sample.system.docker_memory_used);
    for (const container of sample.containers) this.#meanOf(container.name).add(container);
  }

  /** The mean so far; undefined before the first reading. */
  get data(): StatsShape | undefined {
    if (this.#last === undefined) return undefined;
    const { system, configured_nodes } = this.#last;
    const containers = [...this.#containers.values()].flatMap((mean) => mean.shape ?? []);
    return { system: this.#system(system), containers, configured_nodes };
  }

  #system(last: SystemShape): SystemShape {
    const percents = [...this.#percents].flatMap(([name, { value }]) =>
      value === undefined ? [] : [[name, value]]
    );
    const used = this.#dockerMemory.bytes;
    return {
      ...last,
      ...Object.fromEntries(percents),
      ...(used === undefined ? {} : { docker_memory_used: used }),
    };
  }

  #meanOf(name: string): ContainerMean {
    const known = this.#containers.get(name);
    if (known !== undefined) return known;
    const mean = new ContainerMean();
    this.#containers.set(name, mean);
    return mean;
  }
}

class ContainerMean {
  #last: ContainerShape | undefined;
  readonly #cpu = new Mean();
  readonly #memory = new Mean();
  readonly #memoryPercent = new Mean();

  add(container: ContainerShape): void {
    this.#last = container;
    this.#cpu.add(container.cpu?.percent);
    this.#memory.add(container.memory?.usage);
    this.#memoryPercent.add(container.memory?.percent);
  }

  get shape(): ContainerShape | undefined {
    const last = this.#last;
    if (last?.cpu === undefined || last.memory === undefined) return last;
    const percent = this.#cpu.value ?? 0;
    const usage = this.#memory.bytes ?? 0;
    const memory = { ...last.memory, usage, percent: this.#memoryPercent.value ?? 0 };
    return { ...last, cpu: { ...last.cpu, percent }, memory };
  }
}
