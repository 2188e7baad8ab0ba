import type { SyncState } from "../../../protocols/syncguard/events.ts";
import type { ActorRef } from "../../../actors/kernel/mod.ts";
import { cronerRules } from "../../../adapters/cron/croner_rules.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import type {
  GetLocked,
  LocateSyncHost,
  SyncDialer,
  SyncHostReport,
  SyncHostsMessage,
  SyncHostSnapshot,
} from "../../../actors/sync_hosts/messages.ts";
import { NO_SYNC_SETTINGS, type SyncSettings } from "../../../actors/sync_hosts/settings.ts";
import type { SyncNoteKind } from "../../../actors/sync_hosts/store.ts";
import * as topics from "../../../actors/topics.ts";
import { startTree, type Tree } from "../../../actors/tree.ts";
import type { WallsMessage, WallSnapshot } from "../../../actors/walls/messages.ts";
import { type Asker, asker, valueOf } from "../displays/fleet.ts";
import { createMemoryStores, type MemoryStores } from "../stores/memory_stores.ts";
import { accountNeeds } from "../samples/account_needs.ts";
import { nodeNeeds } from "../nodes/node_needs.ts";

/** Longer than any answer takes; in virtual time it costs nothing. */
const PATIENCE = { timeoutMs: 60_000 };

/** What a test may choose. */
export interface SyncFleetOptions {
  readonly stores?: MemoryStores;
  readonly settings?: Partial<SyncSettings>;
  readonly dialer?: SyncDialer;
  readonly warmUpMs?: number;
}

/** Sync hosts and walls over a store in memory, in virtual time. */
export class SyncFleet {
  readonly directory: Asker<SyncHostsMessage>;
  readonly walls: Asker<WallsMessage>;
  readonly told = {
    hosts: [] as SyncHostSnapshot[],
    walls: [] as WallSnapshot[],
    liveness: [] as string[],
    removed: [] as { readonly id: number; readonly into: number | null }[],
  };

  constructor(readonly test: TestSystem, readonly tree: Tree, readonly stores: MemoryStores) {
    this.directory = asker(tree.syncHosts, test);
    this.walls = asker(tree.walls, test);
    const { system } = test;
    system.subscribe(topics.syncHostChanged, (host) => this.told.hosts.push(host));
    system.subscribe(
      topics.syncHostRemoved,
      ({ id, into }) => this.told.removed.push({ id, into }),
    );
    system.subscribe(topics.wallChanged, (wall) => this.told.walls.push(wall));
    system.subscribe(topics.livenessChanged, ({ kind, name, from, to }) => {
      if (kind === "syncHost") this.told.liveness.push(`${name}: ${from} to ${to}`);
    });
  }

  advance = (ms: number): Promise<void> => this.test.advance(ms);
  settle = (): Promise<void> => this.test.settle();

  /** Whose lines these are, as an adapter asks. */
  async locate(
    claimedAddress: string | null,
    peerAddress: string,
  ): Promise<ActorRef<SyncHostReport> | "full"> {
    const question: LocateSyncHost = { type: "locateSyncHost", claimedAddress, peerAddress };
    const asked = this.tree.syncHosts.ask(question, PATIENCE);
    await this.settle();
    return await asked;
  }

  /** A connection of a persistent build: each call sends one line over it. */
  async connect(claimed: string | null, peer = claimed ?? "10.0.0.99") {
    const ref = await this.locate(claimed, peer);
    if (ref === "full") throw new Error("the directory is full");
    return async (state: SyncState) => {
      ref.tell({ type: "stateReported", state });
      await this.settle();
    };
  }

  /** One line of a build that connects for each. */
  async say(
    claimed: string | null,
    state: SyncState,
    peer = claimed ?? "10.0.0.99",
  ): Promise<void> {
    await (await this.connect(claimed, peer))(state);
  }

  async host(nameOrId: string): Promise<SyncHostSnapshot> {
    return valueOf(await this.directory({ type: "findSyncHost", nameOrId }));
  }

  async hosts(): Promise<readonly SyncHostSnapshot[]> {
    return await this.directory({ type: "listSyncHosts" });
  }

  async wall(name: string): Promise<WallSnapshot> {
    return valueOf(await this.walls({ type: "findWall", name }));
  }

  /** What a program is told that asks `GET_STATUS` from an address. */
  async locked(peerAddress: string): Promise<boolean> {
    const question: GetLocked = { type: "getLocked", peerAddress };
    return await this.directory(question);
  }

  async configure(settings: Partial<SyncSettings>): Promise<void> {
    this.tree.syncHosts.tell({
      type: "configureSync",
      settings: { ...NO_SYNC_SETTINGS, ...settings },
    });
    await this.settle();
  }

  /** `from to` for each line of a host's history of one kind, oldest first. */
  history(hostId: number, kind: SyncNoteKind): string[] {
    return this.stores.sync.hostHistory(hostId, { limit: 500 }).items
      .filter((note) => note.kind === kind)
      .map(({ from, to }) => `${from} to ${to}`)
      .reverse();
  }

  async stop(): Promise<void> {
    const stopped = this.test.system.stop(10_000);
    await this.settle();
    await stopped;
  }
}

/** Runs a test with sync hosts and walls of its own. The warm-up is over unless the test is about it. */
export async function withSyncFleet(
  run: (fleet: SyncFleet) => Promise<void>,
  options: SyncFleetOptions = {},
): Promise<void> {
  const stores = options.stores ?? createMemoryStores();
  const test = createTestSystem();
  const tree = startTree(test.system, {
    cron: cronerRules(),
    nodes: nodeNeeds(),
    accounts: accountNeeds(),
    stores,
    maxDisplays: 10,
    checkIntervalMs: 30_000,
    warmUpMs: options.warmUpMs ?? 0,
    sync: { ...NO_SYNC_SETTINGS, ...options.settings },
    syncDialer: options.dialer,
  });
  const fleet = new SyncFleet(test, tree, stores);
  await test.settle();
  try {
    await run(fleet);
  } finally {
    await fleet.stop();
  }
}
