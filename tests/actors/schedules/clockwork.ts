import type { Right } from "../../../actors/access/messages.ts";
import type { ActorDefinition, ActorRef } from "../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import type { Command } from "../../../actors/ledger/command.ts";
import { ledgerActor } from "../../../actors/ledger/ledger.ts";
import type {
  CommandTargetMessage,
  LedgerMessage,
  SubmitCommands,
} from "../../../actors/ledger/messages.ts";
import type { NodesMessage } from "../../../actors/nodes/messages.ts";
import type { RotationMessage } from "../../../actors/nodes/rotation/rotation_messages.ts";
import { containerTarget } from "../../../actors/nodes/target_keys.ts";
import { accept, refuse } from "../../../actors/outcome.ts";
import type { DisplaysMessage } from "../../../actors/displays/messages.ts";
import type { PresetsMessage } from "../../../actors/presets/messages.ts";
import type {
  ScheduleDraft,
  SchedulesMessage,
  ScheduleView,
} from "../../../actors/schedules/messages.ts";
import type { ScheduleRun } from "../../../actors/schedules/runs.ts";
import { schedulesActor } from "../../../actors/schedules/schedules.ts";
import {
  backupMissed,
  type MissedBackup,
  scheduleChanged,
  scheduleRan,
} from "../../../actors/schedules/topics.ts";
import { cronerRules } from "../../../adapters/cron/croner_rules.ts";
import { StubRef } from "../../adapters/http/stubs/stub_ref.ts";
import { type Asker, asker, TESTER, valueOf } from "../../support/displays/fleet.ts";
import { createMemoryStores, type MemoryStores } from "../../support/stores/memory_stores.ts";
import { NODE_RULES } from "../../support/nodes/node_needs.ts";

/** What a container does with a command: ends it, keeps it, or fails it with this reason. */
export type Behaviour = "complete" | "hold" | { readonly fails: string };

const MINUTE_MS = 60_000;

/**
 * The actor of schedules over a real ledger, with containers that are made of paper, in virtual time. Its wall clock
 * can be set like a real one. Nothing else runs, so that days pass in milliseconds.
 */
export class Clockwork {
  readonly schedules: Asker<SchedulesMessage>;
  readonly ref: ActorRef<SchedulesMessage>;
  readonly runs: ScheduleRun[] = [];
  readonly changes: ScheduleView[] = [];
  readonly missed: MissedBackup[] = [];
  /** By container; "complete" unless set. */
  readonly behaviours = new Map<string, Behaviour>();
  /** Commands in the containers' hands, newest last. */
  readonly held: Command[] = [];
  readonly nodes: StubRef<NodesMessage>;
  readonly rotations = new StubRef<RotationMessage>({
    findRotation: () => refuse("notFound", "There is no such rotation."),
  });
  containers = ["HOST-1/3node0"];
  #offsetMs: number;

  constructor(
    readonly stores: MemoryStores,
    at: string,
    warmUpMs: number,
    readonly world: TestSystem = createTestSystem(),
  ) {
    this.#offsetMs = Date.parse(at) - world.clock.monotonicMs();
    world.clock.now = () => world.clock.monotonicMs() + this.#offsetMs;
    const { system } = world;
    const ledger: ActorRef<LedgerMessage> = system.spawn(
      ledgerActor,
      { store: stores.ledger, route: () => worker },
      { key: "ledger" },
    );
    const worker = system.spawn(workerActor, { stage: this, ledger }, { key: "worker" });
    this.nodes = stubNodes(this, ledger);
    system.subscribe(scheduleRan, (run) => this.runs.push(run));
    system.subscribe(scheduleChanged, (view) => this.changes.push(view));
    system.subscribe(backupMissed, (event) => this.missed.push(event));
    this.ref = system.spawn(schedulesActor, {
      store: stores.schedules,
      commands: stores.ledger,
      cron: cronerRules(),
      rules: NODE_RULES,
      ledger,
      nodes: this.nodes,
      rotations: this.rotations,
      presets: new StubRef<PresetsMessage>({ listPresets: () => [] }),
      displays: new StubRef<DisplaysMessage>({ describeDisplays: () => [] }),
      warmUpMs,
    }, { key: "schedules" });
    this.schedules = asker(this.ref, world);
  }

  advance = (ms: number): Promise<void> => this.world.advance(ms);
  settle = (): Promise<void> => this.world.settle();
  now = (): number => this.world.clock.now();
  minutes = (count: number): Promise<void> => this.advance(count * MINUTE_MS);

  /** Somebody sets the wall clock. */
  setClock(at: string): void {
    this.#offsetMs = Date.parse(at) - this.world.clock.monotonicMs();
  }

  async make(changes: Partial<ScheduleDraft> = {}): Promise<ScheduleView> {
    return valueOf(await this.create(changes));
  }

  create(changes: Partial<ScheduleDraft> = {}, rights: readonly Right[] = ["keys"]) {
    const draft = aDraft(changes);
    return this.schedules({ type: "createSchedule", draft, requester: TESTER, rights });
  }

  async find(id = 1): Promise<ScheduleView> {
    return valueOf(await this.schedules({ type: "findSchedule", id }));
  }

  /** The history, oldest first: `state due [trigger]`. */
  history(id = 1): string[] {
    return this.stores.schedules.runs(id, { limit: 500 }).items
      .map(({ state, dueAt }) => `${state} ${iso(dueAt)}`).reverse();
  }

  lastRun(id = 1): ScheduleRun | undefined {
    return this.stores.schedules.lastRun(id);
  }

  /** Commands that ever were in the ledger. */
  commands(): readonly Command[] {
    return this.stores.ledger.commands({ limit: 500 }).items;
  }

  /** The containers end what they hold. */
  async finish(): Promise<void> {
    const ledger = this.world.system.find(ledgerActor, "ledger");
    for (const { id } of this.held.splice(0)) {
      ledger?.tell({ type: "commandReported", id, state: "completed" });
    }
    await this.settle();
  }

  async stop(): Promise<void> {
    const stopped = this.world.system.stop(10_000);
    await this.settle();
    await stopped;
  }
}

/** Where a test begins, and how. */
export interface ClockworkOptions {
  readonly at?: string;
  readonly stores?: MemoryStores;
  readonly warmUpMs?: number;
}

/** A host that is started at this moment. */
export async function startClockwork(options: ClockworkOptions = {}): Promise<Clockwork> {
  const { at = "2030-01-07T03:00:00Z", stores = createMemoryStores(), warmUpMs = 0 } = options;
  const clockwork = new Clockwork(stores, at, warmUpMs);
  await clockwork.settle();
  return clockwork;
}

/** Runs a test with a clockwork of its own. */
export async function withClockwork(
  test: (clockwork: Clockwork) => Promise<void>,
  options: ClockworkOptions = {},
): Promise<void> {
  const clockwork = await startClockwork(options);
  try {
    await test(clockwork);
  } finally {
    await clockwork.stop();
  }
}

/** A status of every container, each day at 04:00 in Seoul. */
export function aDraft(changes: Partial<ScheduleDraft> = {}): ScheduleDraft {
  return {
    name: "Nightly",
    enabled: true,
    cron: "0 4 * * *",
    timeZone: "UTC",
    work: nodeWork("status"),
    missed: "skip",
    maxLatenessMs: 3_600_000,
    ...changes,
  };
}

/** A command for every container. */
export function nodeWork(
  command: string,
  changes: Partial<Extract<ScheduleDraft["work"], { type: "node" }>> = {},
): ScheduleDraft["work"] {
  return {
    type: "node",
    selection: { scope: "each", filter: {} },
    command,
    params: {},
    deadlineMs: null,
    waitOnlineMs: null,
    pauseMs: 600_000,
    ...changes,
  };
}

/** `2030-01-07T04:00`, for what happens at whole minutes. */
export function iso(at: number | null): string {
  return at === null ? "never" : new Date(at).toISOString().slice(0, 16);
}

function stubNodes(stage: Clockwork, ledger: ActorRef<LedgerMessage>): StubRef<NodesMessage> {
  const targets = () =>
    stage.containers.map((key) => {
      const [serverId = "", container = ""] = key.split("/");
      return containerTarget(serverId, container);
    });
  return new StubRef<NodesMessage>({
    planNodes: () => accept(targets()),
    async orderNodes(order) {
      const { selection, command: action, requester, deadlineMs, waitOnlineMs, idempotency } =
        order;
      const wanted = selection.scope === "container"
        ? [containerTarget(selection.serverId, selection.container)]
        : targets();
      const question: SubmitCommands = {
        type: "submitCommands",
        requester,
        commands: wanted.map((target) => ({ target, order: { action, params: {} } })),
        deadlineMs: deadlineMs ?? 120_000,
        waitOnlineMs,
        idempotency,
      };
      const correlationId = idempotency?.key.replace(/^(schedule-\d+-\d+)-.*$/, "$1") ?? "";
      const outcome = await ledger.ask(question, { timeoutMs: 30_000, correlationId });
      return outcome.ok
        ? accept({ ...outcome.value, rotation: null })
        : refuse("storageFailed", "The ledger refused.");
    },
  });
}

const workerActor: ActorDefinition<
  CommandTargetMessage,
  { readonly stage: Clockwork; readonly ledger: ActorRef<LedgerMessage> },
  { readonly stage: Clockwork; readonly ledger: ActorRef<LedgerMessage> }
> = {
  kind: "worker",
  mailbox: { capacity: 1_024, whenFull: "fail" },
  init: (_ctx, args) => args,
  handle({ stage, ledger }, message) {
    if (message.type === "deliverCommand") {
      stage.held.push(message.command);
      ledger.tell({ type: "commandReady", id: message.command.id });
    }
    if (message.type !== "releaseCommand") return;
    const at = stage.held.findIndex(({ id }) => id === message.id);
    const behaviour = stage.behaviours.get(stage.held[at]?.target.key ?? "") ?? "complete";
    if (behaviour === "hold") return;
    stage.held.splice(at, 1);
    const { id } = message;
    if (behaviour === "complete") ledger.tell({ type: "commandReported", id, state: "completed" });
    else {
      ledger.tell({ type: "commandReported", id, state: "failed", reason: behaviour.fails });
    }
  },
};
