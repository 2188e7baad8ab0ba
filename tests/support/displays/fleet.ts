import type { DisplaysMessage, DisplaySnapshot } from "../../../actors/displays/messages.ts";
import type { WakePort } from "../../../actors/displays/wake_port.ts";
import type {
  ActorRef,
  ActorReport,
  ActorSystem,
  AnswerOf,
  Question,
} from "../../../actors/kernel/mod.ts";
import { cronerRules } from "../../../adapters/cron/croner_rules.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import type { Command, Order } from "../../../actors/ledger/command.ts";
import type { LedgerMessage, SubmitCommands } from "../../../actors/ledger/messages.ts";
import type { Outcome } from "../../../actors/outcome.ts";
import type { PresetsMessage } from "../../../actors/presets/messages.ts";
import * as topics from "../../../actors/topics.ts";
import { startTree, type Tree } from "../../../actors/tree.ts";
import type { Registered } from "../../../protocols/switchboard/events.ts";
import { accountNeeds } from "../samples/account_needs.ts";
import { FakeLink } from "./fake_link.ts";
import { createMemoryStores, type MemoryStores } from "../stores/memory_stores.ts";
import { nodeNeeds } from "../nodes/node_needs.ts";

/** Who asks in these tests. */
export const TESTER = { name: "tester", address: "local" };

/** Longer than any answer takes; in virtual time it costs nothing. */
const ASK_MS = 60_000;

/** What a test may choose. */
export interface FleetOptions {
  readonly stores?: MemoryStores;
  readonly maxDisplays?: number;
  readonly checkIntervalMs?: number;
  /** Sends the magic packets. */
  readonly wake?: WakePort;
}

/** What was published, by topic. */
export interface Published {
  readonly liveness: { readonly name: string; readonly from: string; readonly to: string }[];
  readonly removed: { readonly id: number; readonly into: number | null }[];
  readonly commands: Command[];
}

/** Asks an actor a question, written as a literal, and lets everything that follows happen. */
export type Asker<M extends { readonly type: string }> = <T extends M["type"]>(
  question: Extract<M, { readonly type: T }> & { readonly type: T },
) => Promise<AnswerOf<Extract<M, { readonly type: T }>>>;

/** The supervision tree over stores in memory, in virtual time. */
export class Fleet {
  readonly published: Published = { liveness: [], removed: [], commands: [] };
  readonly system: ActorSystem;
  readonly displays: Asker<DisplaysMessage>;
  readonly ledger: Asker<LedgerMessage>;
  readonly presets: Asker<PresetsMessage>;
  #links = 0;

  constructor(readonly test: TestSystem, readonly tree: Tree, readonly stores: MemoryStores) {
    this.system = test.system;
    this.displays = asker(tree.displays, test);
    this.ledger = asker(tree.ledger, test);
    this.presets = asker(tree.presets, test);
    const { liveness, removed, commands } = this.published;
    this.system.subscribe(topics.livenessChanged, (event) => liveness.push(event));
    this.system.subscribe(topics.displayRemoved, (event) => removed.push(event));
    this.system.subscribe(topics.commandChanged, (event) => commands.push(event));
  }

  settle = (): Promise<void> => this.test.settle();
  advance = (ms: number): Promise<void> => this.test.advance(ms);

  /** A device that has connected, and said nothing. */
  connect(peerAddress = "10.0.0.1"): FakeLink {
    return new FakeLink(`link-${++this.#links}`, peerAddress, this.tree.displays);
  }

  /** A device that has asked for a name; whether it got it is in what it was told. */
  async register(
    name: string,
    peerAddress = "10.0.0.1",
    facts: Partial<Registered> = {},
  ): Promise<FakeLink> {
    const link = this.connect(peerAddress);
    link.says({ type: "registered", name, ...facts });
    await this.settle();
    return link;
  }

  async find(nameOrId: string): Promise<DisplaySnapshot> {
    return valueOf(await this.displays({ type: "findDisplay", nameOrId }));
  }

  /** Submits one order per display id; the answer comes when the rows are on the disk. */
  submit(ids: readonly number[], order: Order, more: Partial<SubmitCommands> = {}) {
    const commands = ids.map((id) => ({
      target: { kind: "display", key: String(id), name: `display ${id}` },
      order,
    }));
    return this.tree.ledger.ask(submission({ commands, ...more }), { timeoutMs: ASK_MS });
  }

  /** Submits and lets everything that follows happen. */
  async order(id: number, order: Order, more: Partial<SubmitCommands> = {}): Promise<Command> {
    const { commands } = valueOf(await this.submit([id], order, more));
    await this.settle();
    return this.row(commands[0]?.id ?? "");
  }

  /** A command as the disk has it. */
  row(id: string): Command {
    const row = this.stores.ledger.command(id);
    if (!row) throw new Error(`no command ${id} on the disk`);
    return row;
  }

  /** The states that a command went through on the disk. */
  states(id: string): string[] {
    return this.stores.ledger.commandEvents(id).map((event) => event.state);
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

/** Starts the tree, and ends its warm-up unless the test is about it. */
export async function startFleet(options: FleetOptions = {}): Promise<Fleet> {
  const stores = options.stores ?? createMemoryStores();
  const test = createTestSystem();
  const tree = startTree(test.system, {
    cron: cronerRules(),
    nodes: nodeNeeds(),
    accounts: accountNeeds(),
    stores,
    maxDisplays: options.maxDisplays ?? 10_000,
    checkIntervalMs: options.checkIntervalMs ?? 30_000,
    wake: options.wake,
  });
  await test.settle();
  return new Fleet(test, tree, stores);
}

/** Runs a test with a fleet of its own. */
export async function withFleet(
  test: (fleet: Fleet) => Promise<void>,
  options: FleetOptions = {},
): Promise<void> {
  const fleet = await startFleet(options);
  try {
    await test(fleet);
  } finally {
    await fleet.stop();
  }
}

/** Asks `ref`, and lets everything that follows happen. */
export function asker<M extends { readonly type: string }>(
  ref: ActorRef<M>,
  test: TestSystem,
): Asker<M> {
  return async (question) => {
    const answer = await ref.ask<M & Question<unknown>>(question, { timeoutMs: ASK_MS });
    await test.settle();
    return answer as never;
  };
}

/** The value of an accepted order; a refusal fails the test with its words. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}: ${outcome.refusal.detail}`);
  return outcome.value;
}

/** The refusal's code, or `accepted`. */
export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? "accepted" : outcome.refusal.code;
}

/** A submission with everything that a test does not care for. */
export function submission(
  different: Partial<SubmitCommands> & Pick<SubmitCommands, "commands">,
): SubmitCommands {
  return {
    type: "submitCommands",
    requester: TESTER,
    deadlineMs: 60_000,
    waitOnlineMs: null,
    idempotency: null,
    ...different,
  };
}

/** An order to run a program, under a preset. */
export function execute(command = "show.exe", presetId: number | null = 7): Order {
  return { action: "execute", params: presetId === null ? { command } : { command, presetId } };
}

/** An order to stop a preset. */
export function stopOrder(presetId = 7): Order {
  return { action: "stop", params: { presetId } };
}

/** Submits one command and stops the disk once the row is there, so that `sent` is on its way. Answers its id. */
export async function queuedOnDisk(fleet: Fleet): Promise<string> {
  const { gate } = fleet.stores.ledger;
  gate.hold();
  const asked = fleet.submit([1], execute());
  await fleet.settle();
  gate.release();
  gate.hold();
  const id = valueOf(await asked).commands[0]?.id ?? "";
  await fleet.settle();
  return id;
}
