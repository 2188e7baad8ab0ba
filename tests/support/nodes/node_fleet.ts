import type { ActorReport, ActorSystem } from "../../../actors/kernel/mod.ts";
import { cronerRules } from "../../../adapters/cron/croner_rules.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import type { Command, Json } from "../../../actors/ledger/command.ts";
import type { LedgerMessage } from "../../../actors/ledger/messages.ts";
import type {
  NodesMessage,
  NodeSubmission,
  OrderNodes,
  RegisterNode,
} from "../../../actors/nodes/messages.ts";
import type { ContainerSummary, NodeSnapshot } from "../../../actors/nodes/views.ts";
import type { NodeNoted } from "../../../actors/nodes/note_ring.ts";
import type {
  RotationMessage,
  RotationRun,
} from "../../../actors/nodes/rotation/rotation_messages.ts";
import * as nodeTopics from "../../../actors/nodes/topics.ts";
import type { Outcome } from "../../../actors/outcome.ts";
import type { StoredSessionKey } from "../../../actors/session_keys/store.ts";
import { sessionKeyChanged } from "../../../actors/session_keys/topics.ts";
import { livenessChanged } from "../../../actors/topics.ts";
import { startTree, type Tree } from "../../../actors/tree.ts";
import type { NodeNeeds } from "../../../actors/tree_needs.ts";
import { type Asker, asker, TESTER, valueOf } from "../displays/fleet.ts";
import { accountNeeds } from "../samples/account_needs.ts";
import { FakeNodeLink } from "./fake_node_link.ts";
import { MemorySessionKeys } from "../stores/memory_session_keys.ts";
import { createMemoryStores, type MemoryStores } from "../stores/memory_stores.ts";
import { nodeNeeds } from "./node_needs.ts";

/** What a test may choose. */
export interface NodeFleetOptions {
  readonly stores?: MemoryStores;
  readonly keys?: MemorySessionKeys;
  readonly needs?: Partial<NodeNeeds>;
}

/** What was published, by topic. */
export interface NodePublished {
  readonly liveness: { readonly key: string; readonly from: string; readonly to: string }[];
  readonly containers: ContainerSummary[];
  readonly notes: NodeNoted[];
  readonly samples: string[];
  readonly keys: StoredSessionKey[];
}

/** The supervision tree with mclients that have no sockets, in virtual time. */
export class NodeFleet {
  readonly published: NodePublished = {
    liveness: [],
    containers: [],
    notes: [],
    samples: [],
    keys: [],
  };
  readonly system: ActorSystem;
  readonly nodes: Asker<NodesMessage>;
  readonly rotations: Asker<RotationMessage>;
  readonly ledger: Asker<LedgerMessage>;

  constructor(
    readonly test: TestSystem,
    readonly tree: Tree,
    readonly stores: MemoryStores,
    readonly keys: MemorySessionKeys,
  ) {
    this.system = test.system;
    this.nodes = asker(tree.nodes, test);
    this.rotations = asker(tree.rotations, test);
    this.ledger = asker(tree.ledger, test);
    const { liveness, containers, notes, samples, keys: changed } = this.published;
    this.system.subscribe(livenessChanged, (event) => liveness.push(event));
    this.system.subscribe(nodeTopics.containerChanged, (event) => containers.push(event));
    this.system.subscribe(nodeTopics.nodeNoted, (event) => notes.push(event));
    this.system.subscribe(nodeTopics.nodeSampled, (event) => samples.push(event.serverId));
    this.system.subscribe(sessionKeyChanged, (event) => changed.push(event));
  }

  settle = (): Promise<void> => this.test.settle();
  advance = (ms: number): Promise<void> => this.test.advance(ms);
  now = (): number => this.test.clock.now();

  /** A client that asks to be let in; the outcome and its link. */
  async claim(serverId: string, changes: Partial<RegisterNode> = {}, link = this.link()) {
    const outcome = await this.nodes({
      type: "registerNode",
      serverId,
      version: "1.1.0",
      link,
      account: null,
      at: this.now(),
      ...changes,
    });
    if (outcome.ok) link.host = outcome.value;
    return { outcome, link };
  }

  /** A client that is connected. */
  async register(serverId = "HOST-1", changes: Partial<RegisterNode> = {}): Promise<FakeNodeLink> {
    const { outcome, link } = await this.claim(serverId, changes);
    valueOf(outcome);
    return link;
  }

  link(peerAddress?: string): FakeNodeLink {
    return new FakeNodeLink(this.now, peerAddress);
  }

  async find(serverId = "HOST-1"): Promise<NodeSnapshot> {
    return valueOf(await this.nodes({ type: "findNode", serverId }));
  }

  async container(name = "3node0", serverId = "HOST-1"): Promise<ContainerSummary> {
    return valueOf(await this.nodes({ type: "findContainer", serverId, container: name }));
  }

  /** Asks for commands; everything that follows at once has happened. */
  async order(
    command: string,
    params: Json = {},
    changes: Partial<OrderNodes> = {},
  ): Promise<Outcome<NodeSubmission>> {
    return await this.nodes({
      type: "orderNodes",
      selection: { scope: "container", serverId: "HOST-1", container: "3node0" },
      command,
      params,
      requester: TESTER,
      rights: ["exec", "keys", "payout", "logs"],
      deadlineMs: null,
      waitOnlineMs: null,
      idempotency: null,
      ...changes,
    });
  }

  /** Orders one command of the first container, and answers its id. */
  async run(command: string, params: Json = {}, changes: Partial<OrderNodes> = {}) {
    const { commands } = valueOf(await this.order(command, params, changes));
    return commands[0]?.id ?? "";
  }

  /** A command as the disk has it. */
  row(id: string): Command {
    const row = this.stores.ledger.command(id);
    if (!row) throw new Error(`no command ${id} on the disk`);
    return row;
  }

  async rotation(id: string): Promise<RotationRun> {
    return valueOf(await this.rotations({ type: "findRotation", id }));
  }

  /** Kinds of notes so far, as published. */
  kinds(): string[] {
    return this.published.notes.map(({ kind }) => kind);
  }

  actor(path: string): ActorReport | undefined {
    const walk = (report: ActorReport): ActorReport | undefined =>
      report.path === path
        ? report
        : report.children.map(walk).find((found) => found !== undefined);
    return walk(this.system.report());
  }

  async stop(): Promise<void> {
    const stopped = this.system.stop(10_000);
    await this.settle();
    await stopped;
  }
}

/** Runs a test with a fleet of its own. */
export async function withNodes(
  test: (fleet: NodeFleet) => Promise<void>,
  { stores = createMemoryStores(), keys = new MemorySessionKeys(), needs }: NodeFleetOptions = {},
): Promise<void> {
  const world = createTestSystem();
  const tree = startTree(world.system, {
    cron: cronerRules(),
    stores,
    nodes: nodeNeeds({ keys, ...needs }),
    accounts: accountNeeds(),
    maxDisplays: 10,
    checkIntervalMs: 30_000,
  });
  await world.settle();
  const fleet = new NodeFleet(world, tree, stores, keys);
  try {
    await test(fleet);
  } finally {
    await fleet.stop();
  }
}
