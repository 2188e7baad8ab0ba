import { type ContainerFacts, type ContainerLoad, EngineError } from "../container_engine.ts";
import type { CallTime } from "./call_time.ts";
import { type CpuMark, cpuMarkOf, loadOf } from "./container_load.ts";
import type { EngineHttp } from "./engine_http.ts";
import { Stats } from "./engine_shapes.ts";

/** Reads what containers use, and remembers of each how far its processor time was. */
export class LoadReader {
  readonly #http: EngineHttp;
  readonly #marks = new Map<string, CpuMark>();

  constructor(http: EngineHttp) {
    this.#http = http;
  }

  /** The first reading of a container takes the engine a second, as it measures the time before itself. */
  async read(name: string, time: CallTime): Promise<ContainerLoad> {
    const before = this.#marks.get(name);
    const quick = before === undefined ? "" : "&one-shot=true";
    const path = `/containers/${encodeURIComponent(name)}/stats?stream=false${quick}`;
    const stats = await this.#http.json(Stats, { path }, time);
    const now = cpuMarkOf(stats.cpu_stats);
    if (now === undefined) {
      this.#marks.delete(name);
      throw new EngineError("notRunning", `${name} is not running`);
    }
    this.#marks.set(name, now);
    return loadOf(stats, before ?? cpuMarkOf(stats.precpu_stats) ?? now, now);
  }

  /** Forgets all others. */
  keepOnly(containers: readonly ContainerFacts[]): void {
    const running = new Set(
      containers.filter(({ state }) => state === "running").map(({ name }) => name),
    );
    for (const name of this.#marks.keys()) if (!running.has(name)) this.#marks.delete(name);
  }
}
