/**
 * What a node host tells every second: the machine, its running containers, how far their chains are.
 *
 * @example
 * ```ts
 * const readings = new MachineReadings({ engine, rpc, clock: realClock, system, nodes: [] });
 * send({ type: "stats", data: await readings.read() });
 * ```
 * @module
 */
import type { DeviceClock } from "../../waits.ts";
import type { ContainerEngine, ContainerFacts, EngineInfo } from "./container_engine.ts";
import { containerShape, dockerMemory } from "./container_shape.ts";
import { DataSizes } from "./data_sizes.ts";
import type { KeyFolders } from "./keys/key_folders.ts";
import { LoadWatch } from "./load_watch.ts";
import { NodeHealth, type NodeHealthView } from "./node_health.ts";
import { isNodeName } from "./node_names.ts";
import type { StatsShape } from "./reading_shape.ts";
import type { SubstrateRpc } from "./substrate_rpc.ts";
import type { SystemReader } from "./system_figures.ts";

/** What readings are made of. */
export interface ReadingOptions {
  readonly engine: ContainerEngine;
  readonly rpc: SubstrateRpc;
  readonly keyFolders: KeyFolders;
  readonly clock: DeviceClock;
  readonly system: SystemReader;
  /** Containers that should run here, and that alone are reported. Empty: all are, and those called like a node should run. */
  readonly nodes: readonly string[];
}

/** An engine gets memory only when somebody turns a knob. */
const INFO_EVERY_MS = 60_000;

/** Reads one machine. */
export class MachineReadings {
  readonly #options: ReadingOptions;
  readonly #over = new AbortController();
  readonly #loads: LoadWatch;
  readonly #health: NodeHealth;
  readonly #sizes: DataSizes;
  #info: EngineInfo | undefined;
  #infoAt = -Infinity;

  constructor(options: ReadingOptions) {
    const { engine, rpc, keyFolders, clock } = options;
    const { signal } = this.#over;
    this.#options = options;
    this.#loads = new LoadWatch(engine, signal);
    this.#health = new NodeHealth(rpc, clock, signal);
    this.#sizes = new DataSizes(engine, keyFolders, clock, signal);
  }

  /** One reading; the first takes two seconds, others some milliseconds. Never rejects. */
  async read(): Promise<StatsShape> {
    const [figures, all] = await Promise.all([this.#options.system.read(), this.#containers()]);
    const { nodes } = this.#options;
    if (all === undefined) {
      const system = { ...figures, docker_available: false };
      return { system, containers: [], configured_nodes: nodes };
    }
    const named = nodes.length > 0 ? all.filter(({ name }) => nodes.includes(name)) : all;
    const running = named.filter(({ state }) => state === "running");
    await this.#watch(running);
    const containers = running.map((facts) =>
      containerShape(facts, this.#options.clock.now(), {
        load: this.#loads.of(facts.name),
        dataSize: this.#sizes.of(facts.name),
        health: this.#health.of(facts.name),
      })
    );
    return {
      system: { ...figures, docker_available: true, ...dockerMemory(containers, this.#info) },
      containers,
      configured_nodes: nodes.length > 0 ? nodes : all.map(({ name }) => name).filter(isNodeName),
    };
  }

  /** How a node is doing, by the last reading; undefined for what is no node or does not run. */
  healthOf(name: string): NodeHealthView | undefined {
    return this.#health.of(name);
  }

  /** Ends what is under way in the background. */
  close(): void {
    this.#over.abort();
  }

  async #watch(running: readonly ContainerFacts[]): Promise<void> {
    this.#health.look(running);
    this.#sizes.look(running.filter(({ name }) => this.#options.rpc.portOf(name) !== undefined));
    await this.#loads.look(running.map(({ name }) => name));
  }

  /** Undefined when the engine does not answer. */
  async #containers(): Promise<readonly ContainerFacts[] | undefined> {
    const { engine, clock } = this.#options;
    try {
      if (clock.now() - this.#infoAt >= INFO_EVERY_MS) {
        this.#info = await engine.info();
        this.#infoAt = clock.now();
      }
      return await engine.containers();
    } catch {
      this.#infoAt = -Infinity;
      return undefined;
    }
  }
}
