import type {
  NodeCommandRunner,
  NodeOrder,
  NodeOutcome,
} from "../../../../agents/nodes/agent/command_runner.ts";
import {
  type NodeAgent,
  type NodeAgentOptions,
  startNodeAgent,
} from "../../../../agents/nodes/agent/node_agent.ts";
import type { NodeMeasurements } from "../../../../agents/nodes/agent/measurements.ts";
import { createMemoryStore } from "../../../../agents/nodes/agent/node_notes.ts";
import { eventually } from "../../../support/eventually.ts";
import { type BareMserver, type BareTls, withBareMserver } from "../bare_mserver.ts";

export const SERVER_ID = "4F1A09C27B3E";
/** Fifty seconds of the protocol in one. */
const TIME_SCALE = 50;
const PATIENCE_MS = 20_000;

type Frame = { readonly type: string; readonly [key: string]: unknown };
/** Ends a command that waits. */
type End = (outcome: Partial<NodeOutcome>) => void;

/** A runner whose commands end when the test says so; those of `atOnce` by themselves. */
export class TestRunner implements NodeCommandRunner {
  readonly orders: NodeOrder[] = [];
  readonly says = new Map<string, (text: string) => void>();
  readonly #ends = new Map<string, End>();
  /** What the next commands answer by themselves; null: they wait. */
  atOnce: Partial<NodeOutcome> | null = { result: "done" };

  run(order: NodeOrder, say: (text: string) => void, signal: AbortSignal): Promise<NodeOutcome> {
    this.orders.push(order);
    this.says.set(order.id, say);
    const { promise, resolve } = Promise.withResolvers<NodeOutcome>();
    const end: End = (outcome) =>
      resolve({ status: "completed", result: null, error: null, ...outcome });
    this.#ends.set(order.id, end);
    signal.addEventListener("abort", () => end({ status: "failed", error: "cancelled" }));
    if (this.atOnce !== null) end(this.atOnce);
    return promise;
  }

  end(id: string, outcome: Partial<NodeOutcome> = {}): void {
    this.#ends.get(id)?.(outcome);
  }
}

/** A bare server, and lives of one agent at it. */
export interface NodeAgentStage {
  readonly server: BareMserver;
  readonly runner: TestRunner;
  /** `level sentence`, oldest first. */
  readonly log: string[];
  /** Eras that the server has told. */
  readonly eras: Readonly<Record<string, number>>[];
  /** Starts one more life; all are stopped at the end. */
  start(options?: Partial<NodeAgentOptions>): Promise<NodeAgent>;
  /** Frames of a type that the server has heard, in order. */
  heard(type: string): Frame[];
  /** Their `data`. */
  answers(): Record<string, unknown>[];
  until(predicate: () => boolean): Promise<void>;
  /** Gives an order, as the guide's server does. */
  order(id: string, command: string, more?: Record<string, unknown>): void;
}

/** Runs `play`, and clears it away. */
export function onNodeStage(
  play: (stage: NodeAgentStage) => Promise<void>,
  { tls }: { readonly tls?: BareTls } = {},
): Promise<void> {
  return withBareMserver(async (server) => {
    const agents: NodeAgent[] = [];
    const stage = stageAt(server, agents);
    try {
      await play(stage);
    } finally {
      for (const agent of agents) await agent.stop();
    }
  }, tls);
}

/** The same, with an agent that is registered. */
export function withNodeAgent(
  play: (stage: NodeAgentStage, agent: NodeAgent) => Promise<void>,
  options: Partial<NodeAgentOptions> = {},
): Promise<void> {
  return onNodeStage(async (stage) => {
    const agent = await stage.start(options);
    await stage.until(() => stage.heard("stats").length > 0);
    await play(stage, agent);
  });
}

function stageAt(server: BareMserver, agents: NodeAgent[]): NodeAgentStage {
  const runner = new TestRunner();
  const log: string[] = [];
  const eras: NodeAgentStage["eras"] = [];
  const heard = (type: string) => (server.heard as Frame[]).filter((frame) => frame.type === type);
  return {
    server,
    runner,
    log,
    eras,
    heard,
    answers: () => heard("command_response").map(({ data }) => data as Record<string, unknown>),
    until: async (predicate) =>
      void await eventually(predicate, (held) => held, PATIENCE_MS).catch(() => {
        throw new Error(`never came; heard ${JSON.stringify(server.heard).slice(-2_000)}, ${log}`);
      }),
    order: (id, command, more = {}) =>
      server.send({
        type: "command",
        data: { id, command, target: "3node0", params: {}, timestamp: 1, ...more },
      }),
    async start(options = {}) {
      const agent = await startNodeAgent({
        urls: [`${server.url}/ws/monitoring/`],
        serverId: SERVER_ID,
        version: "signalbox-test",
        runner,
        measurements: measurementsFor(eras),
        store: createMemoryStore(),
        log: (level, sentence) => void log.push(`${level} ${sentence}`),
        timeScale: TIME_SCALE,
        ...options,
      });
      agents.push(agent);
      return agent;
    },
  };
}

/** Measures nothing, counts its readings, and finds a new validator in each sixty of them. */
function measurementsFor(eras: NodeAgentStage["eras"]): NodeMeasurements {
  let readings = 0;
  const news = [{ type: "validator_activated", data: { node: "3node0", era: 7 } }];
  return {
    read() {
      readings++;
      return Promise.resolve({ system: {}, containers: [] });
    },
    summarise() {
      const count = readings;
      readings = 0;
      return Promise.resolve({ data: { count }, news });
    },
    recallEras: (told) => void eras.push(told),
  };
}
