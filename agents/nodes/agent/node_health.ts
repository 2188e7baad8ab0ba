import type { DeviceClock } from "../../waits.ts";
import type { ContainerFacts } from "./container_engine.ts";
import { readChain } from "./chain_state.ts";
import type { BlockchainShape, SyncStateShape } from "./reading_shape.ts";
import type { SubstrateRpc } from "./substrate_rpc.ts";

/** How a node is doing. */
export interface NodeHealthView {
  readonly sync_state: SyncStateShape;
  /** Left out until the node has answered. */
  readonly blockchain?: BlockchainShape;
}

/** A question inside a container costs the engine a process: ten seconds, as fielded builds M11. */
const EVERY_MS = 10_000;
/** A node that has not answered for two minutes is asked less often, as by fielded builds M11. */
const OFFLINE_EVERY_MS = 50_000;
/** A node that opens a large database answers nothing for a minute. */
const STARTS_WITHIN_MS = 120_000;

interface Watched {
  readonly id: string;
  readonly since: number;
  askedAt: number;
  asking: boolean;
  view: NodeHealthView;
}

/** Asks the nodes of a machine how they are, each once in ten seconds, in the background. */
export class NodeHealth {
  readonly #rpc: SubstrateRpc;
  readonly #clock: DeviceClock;
  readonly #signal: AbortSignal;
  #watched = new Map<string, Watched>();

  constructor(rpc: SubstrateRpc, clock: DeviceClock, signal: AbortSignal) {
    this.#rpc = rpc;
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Asks those whose turn it is, and forgets those that are not among them. */
  look(running: readonly ContainerFacts[]): void {
    const now = this.#clock.now();
    const watched = new Map<string, Watched>();
    for (const { name, id } of running) {
      if (this.#rpc.portOf(name) === undefined) continue;
      const known = this.#watched.get(name);
      const node = known?.id === id ? known : newcomer(id, now);
      watched.set(name, node);
      if (!node.asking && now - node.askedAt >= intervalOf(node)) void this.#ask(name, node, now);
    }
    this.#watched = watched;
  }

  /** Undefined for what is no node. */
  of(name: string): NodeHealthView | undefined {
    return this.#watched.get(name)?.view;
  }

  async #ask(name: string, node: Watched, now: number): Promise<void> {
    node.asking = true;
    node.askedAt = now;
    try {
      node.view = await readChain(this.#rpc, name, this.#signal);
    } catch {
      // Whatever the reason is, the node does not answer; the heights that were known are no news.
      const starting = this.#clock.now() - node.since < STARTS_WITHIN_MS;
      node.view = { sync_state: starting ? "initializing" : "offline" };
    } finally {
      node.asking = false;
    }
  }
}

function intervalOf({ view }: Watched): number {
  return view.sync_state === "offline" ? OFFLINE_EVERY_MS : EVERY_MS;
}

function newcomer(id: string, since: number): Watched {
  return { id, since, askedAt: -Infinity, asking: false, view: { sync_state: "checking" } };
}
