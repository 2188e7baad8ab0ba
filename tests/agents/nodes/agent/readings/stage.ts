import { VirtualClock } from "../../../../../actors/kernel/testing.ts";
import {
  createMeasurements,
  type MachineMeasurements,
  type MeasurementOptions,
} from "../../../../../agents/nodes/agent/machine_measurements.ts";
import type { StatsShape, SummaryShape } from "../../../../../agents/nodes/agent/reading_shape.ts";
import { STORAGE } from "../../../../../agents/nodes/agent/chain_storage.ts";
import { FakeEngine } from "../fake_engine.ts";

/** A chain that a test may change. */
export interface FakeChain {
  best: number;
  finalized: number;
  peers: number;
  syncing: boolean;
  era: number;
  slots: number;
  silent: boolean;
}

/** Measurements of a machine with the container 3node0. */
export interface ReadingStage {
  readonly engine: FakeEngine;
  readonly chain: FakeChain;
  readonly clock: VirtualClock;
  readonly measurements: MachineMeasurements;
  read(): Promise<StatsShape>;
  summarise(): Promise<{ readonly data: SummaryShape; readonly news: readonly unknown[] }>;
  advance(ms: number): Promise<void>;
}

export const SYSTEM = {
  read: () => Promise.resolve({ host_name: "rack-1", cpu_usage: 25, cpu_idle: 75 }),
};

export function readingStage(options: Partial<MeasurementOptions> = {}): ReadingStage {
  const engine = new FakeEngine();
  engine.add("3node0");
  const chain: FakeChain = {
    ...{ best: 4_100_200, finalized: 4_100_197, peers: 38, syncing: false },
    ...{ era: 1_412, slots: 0, silent: false },
  };
  engine.rpc = (method, params) => answer(chain, method, params);
  const clock = new VirtualClock();
  const measurements = createMeasurements({ engine, clock, system: SYSTEM, ...options });
  const settle = async () => {
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();
  };
  return {
    ...{ engine, chain, clock, measurements },
    read: async () => {
      const data = await measurements.read();
      await settle();
      return data as unknown as StatsShape;
    },
    summarise: async () => {
      const { data, news } = await measurements.summarise();
      return { data: data as unknown as SummaryShape, news };
    },
    advance: (ms) => clock.advance(ms, settle),
  };
}

function answer(chain: FakeChain, method: string, params: readonly unknown[]): unknown {
  if (chain.silent) throw new Error("not yet");
  const era = new DataView(new ArrayBuffer(4));
  era.setUint32(0, chain.era, true);
  const answers: Record<string, () => unknown> = {
    system_health: () => ({
      peers: chain.peers,
      isSyncing: chain.syncing,
      shouldHavePeers: true,
    }),
    system_syncState: () => ({
      startingBlock: 5,
      currentBlock: chain.best,
      highestBlock: chain.best + 1,
    }),
    chain_getFinalizedHead: () => `0x${"1".repeat(64)}`,
    chain_getHeader: () => ({ number: `0x${chain.finalized.toString(16)}` }),
    state_getStorage: () =>
      params[0] === STORAGE.activeEra ? `0x${new Uint8Array(era.buffer).toHex()}00` : null,
    babe_epochAuthorship: () => ({ x: { primary: Array(chain.slots).fill(1) } }),
  };
  const found = answers[method];
  if (found === undefined) throw new Error("Method not found");
  return found();
}
