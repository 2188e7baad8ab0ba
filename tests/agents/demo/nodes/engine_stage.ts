import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import type { SimulatedContainer } from "../../../../agents/demo/nodes/simulated_container.ts";
import { SimulatedEngine } from "../../../../agents/demo/nodes/simulated_engine.ts";
import { SimulatedHost } from "../../../../agents/demo/nodes/simulated_host.ts";
import { nth } from "../nth.ts";

/** A simulated machine with 3node0 and 3node1, and its engine, in virtual time. */
export interface EngineStage {
  readonly clock: VirtualClock;
  readonly host: SimulatedHost;
  readonly node: SimulatedContainer;
  readonly engine: SimulatedEngine;
  advance(ms: number): Promise<void>;
  /** Lets so much time pass, and answers what has come of it. */
  after<T>(ms: number, work: Promise<T>): Promise<T>;
  /** Asks the RPC of 3node0 as `curl` does from inside. */
  rpc(body: unknown): Promise<unknown>;
}

export function engineStage(): EngineStage {
  const clock = new VirtualClock();
  const host = new SimulatedHost(["3node0", "3node1"], 5, clock.now());
  const engine = new SimulatedEngine(host, () => 0.5, clock);
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const advance = (ms: number) => clock.advance(ms, settle);
  const after = async <T>(ms: number, work: Promise<T>) => {
    work.catch(() => {});
    await advance(ms);
    return await work;
  };
  return {
    clock,
    host,
    node: nth(host.containers, 0),
    engine,
    advance,
    after,
    async rpc(body) {
      const argv = ["curl", "-s", "-d", "@-", "http://127.0.0.1:33980/"];
      const input = JSON.stringify(body);
      const { stdout } = await after(1_000, engine.exec("3node0", argv, { input }));
      return JSON.parse(stdout);
    },
  };
}
