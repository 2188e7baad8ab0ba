import type { DeviceClock } from "../../waits.ts";
import type { ContainerEngine } from "./container_engine.ts";
import { EraWatch } from "./eras.ts";
import { KeyFolders } from "./keys/key_folders.ts";
import type { NodeMeasurements, Summary } from "./measurements.ts";
import { checkPayouts } from "./payout_check.ts";
import { MachineReadings } from "./readings.ts";
import { SubstrateRpc } from "./substrate_rpc.ts";
import { SummaryOfSamples } from "./summary.ts";
import type { SystemReader } from "./system_figures.ts";
import type { WireFrame } from "./wire_frame.ts";

/** What is measured, and how. */
export interface MeasurementOptions {
  readonly engine: ContainerEngine;
  readonly clock: DeviceClock;
  readonly system: SystemReader;
  /** Default: one without settings of its own. */
  readonly rpc?: SubstrateRpc;
  /** Containers that should run here, and that alone are reported. Default: all, and those called like a node should run. */
  readonly nodes?: readonly string[];
  readonly basePaths?: Readonly<Record<string, string>>;
}

/** Measurements that hold on to an engine until they are closed. */
export interface MachineMeasurements extends NodeMeasurements {
  /** Ends what is under way in the background. */
  close(): void;
}

/** Measures one machine: readings, and of sixty the mean, with payouts, eras and validators. */
export function createMeasurements(options: MeasurementOptions): MachineMeasurements {
  return new Measurements(options);
}

class Measurements implements MachineMeasurements {
  readonly #clock: DeviceClock;
  readonly #rpc: SubstrateRpc;
  readonly #readings: MachineReadings;
  readonly #eras: EraWatch;
  readonly #over = new AbortController();
  #samples = new SummaryOfSamples();

  constructor(options: MeasurementOptions) {
    const { engine, clock, system, nodes = [] } = options;
    const rpc = options.rpc ?? new SubstrateRpc({ engine });
    this.#clock = clock;
    this.#rpc = rpc;
    const keyFolders = new KeyFolders(options);
    this.#readings = new MachineReadings({ engine, rpc, keyFolders, clock, system, nodes });
    this.#eras = new EraWatch(rpc, this.#over.signal);
  }

  async read(): Promise<WireFrame> {
    const sample = await this.#readings.read();
    this.#samples.add(sample);
    return { ...sample };
  }

  /** Of what {@link read} has answered since the last summary: only sums of it are kept. */
  async summarise(): Promise<Summary> {
    const samples = this.#samples;
    this.#samples = new SummaryOfSamples();
    const now = this.#clock.now();
    const { signal } = this.#over;
    const healthOf = (name: string) => this.#readings.healthOf(name);
    const { data } = samples;
    const nodes = (data?.containers ?? []).map(({ name }) => name)
      .filter((name) => this.#rpc.portOf(name) !== undefined);
    const synced = nodes.filter((name) => healthOf(name)?.sync_state === "synced");
    const payouts = await checkPayouts(nodes, now, { rpc: this.#rpc, signal, healthOf });
    const { transitions, validators } = await this.#eras.look(synced, now);
    return {
      data: {
        ...data,
        ...(payouts === undefined ? {} : { payout_info: payouts }),
        ...(Object.keys(transitions).length === 0 ? {} : { era_transitions: transitions }),
      },
      news: validators.map((frame) => ({ ...frame })),
    };
  }

  recallEras(eras: Readonly<Record<string, number>>): void {
    this.#eras.recall(eras);
  }

  close(): void {
    this.#over.abort();
    this.#readings.close();
  }
}
