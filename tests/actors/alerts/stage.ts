import {
  type Alert,
  alertChanged,
  type AlertNotice,
  alertNoticed,
} from "../../../actors/alerts/alert.ts";
import { alertsActor } from "../../../actors/alerts/alerts.ts";
import { AlertBook } from "../../../actors/alerts/book.ts";
import type { AlertsMessage } from "../../../actors/alerts/messages.ts";
import type { SelfReading } from "../../../actors/alerts/self.ts";
import { type AlertSettings, DEFAULT_ALERTS } from "../../../actors/alerts/settings.ts";
import type { CamerasMessage } from "../../../actors/cameras/messages.ts";
import type { DisplaysMessage } from "../../../actors/displays/messages.ts";
import type { ActorRef } from "../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import type { NodesMessage } from "../../../actors/nodes/messages.ts";
import { containerChanged, nodeChanged } from "../../../actors/nodes/topics.ts";
import type { PresetsMessage } from "../../../actors/presets/messages.ts";
import type { SyncHostsMessage } from "../../../actors/sync_hosts/messages.ts";
import {
  cameraChanged,
  displayChanged,
  syncHostChanged,
  wallChanged,
} from "../../../actors/topics.ts";
import type { WallsMessage } from "../../../actors/walls/messages.ts";
import { StubRef } from "../../adapters/http/stubs/stub_ref.ts";
import { asker } from "../../support/displays/fleet.ts";
import { MemoryAlertStore } from "../../support/stores/memory_alert_store.ts";
import { camera, display, group, node, wall } from "../readiness/samples.ts";
import { sampleContainer } from "../../adapters/http/stubs/node_samples.ts";
import { sampleSyncHost } from "../../adapters/http/stubs/sync_samples.ts";

/** A display as the stage keeps it. */
export type StageDisplay = ReturnType<typeof display>;
type StageContainer = typeof sampleContainer;
type StageWall = ReturnType<typeof wall>;
type StageSyncHost = ReturnType<typeof sampleSyncHost>;

/** What a stage begins with. */
export interface StageOptions {
  readonly warmUpMs?: number;
  readonly store?: MemoryAlertStore;
  readonly settings?: AlertSettings;
  readonly displays?: readonly StageDisplay[];
  readonly walls?: readonly StageWall[];
}

/** The alerts' actor over directories that answer from tables, in virtual time. */
export class Stage {
  displays: StageDisplay[] = [];
  nodes: ReturnType<typeof node>[] = [];
  containers: StageContainer[] = [];
  cameras: ReturnType<typeof camera>[] = [];
  walls: StageWall[] = [];
  syncHosts: StageSyncHost[] = [];
  groups = [group(1, "Left", [1])];
  reading: SelfReading = {
    loopDelayMs: 0,
    droppedMessages: 0,
    storeWaitMs: 0,
    load: "normal",
    disk: null,
  };
  readonly notices: AlertNotice[] = [];
  readonly changes: Alert[] = [];
  readonly store: MemoryAlertStore;
  readonly book = new AlertBook();
  readonly ref: ActorRef<AlertsMessage>;

  constructor(readonly test: TestSystem, options: StageOptions) {
    const { warmUpMs = 0, store = new MemoryAlertStore(), settings, displays = [], walls = [] } =
      options;
    this.store = store;
    this.displays.push(...displays);
    this.walls.push(...walls);
    if (settings) this.book.settings = settings;
    test.system.subscribe(alertNoticed, (notice) => this.notices.push(notice));
    test.system.subscribe(alertChanged, (alert) => this.changes.push(alert));
    this.ref = test.system.spawn(alertsActor, {
      store,
      book: this.book,
      self: { read: () => Promise.resolve(this.reading) },
      warmUpMs,
      displays: new StubRef<DisplaysMessage>({ listDisplays: () => this.displays }),
      nodes: new StubRef<NodesMessage>({
        listNodes: () => this.nodes,
        listContainers: () => this.containers.map((each) => this.#asItsHost(each)),
      }),
      cameras: new StubRef<CamerasMessage>({ listCameras: () => this.cameras }),
      syncHosts: new StubRef<SyncHostsMessage>({ listSyncHosts: () => this.syncHosts }),
      walls: new StubRef<WallsMessage>({ listWalls: () => this.walls }),
      presets: new StubRef<PresetsMessage>({ listGroups: () => this.groups }),
    }, { key: "alerts" });
  }

  get ask() {
    return asker(this.ref, this.test);
  }

  advance = (ms: number): Promise<void> => this.test.advance(ms);

  now = (): number => this.test.clock.now();

  /** What people were told: kind and subject of each notice. */
  told = (): string[] =>
    this.notices.map(({ kind, alert }) =>
      `${kind} ${alert?.rule} ${alert?.subject.kind}/${alert?.subject.name}`
    );

  /** Alerts that are not resolved. */
  open = (): readonly Alert[] => this.store.alerts({ limit: 500, state: "unresolved" }).items;

  /** Displays change, and the event bus says so. */
  change(...displays: StageDisplay[]): void {
    for (const each of displays) {
      const at = this.displays.findIndex(({ id }) => id === each.id);
      this.displays.splice(at < 0 ? this.displays.length : at, at < 0 ? 0 : 1, each);
      this.test.system.publish(displayChanged, each);
    }
  }

  changeNode(changed: ReturnType<typeof node>): void {
    this.nodes = [...this.nodes.filter(({ serverId }) => serverId !== changed.serverId), changed];
    this.test.system.publish(nodeChanged, changed);
  }

  changeContainer(changed: StageContainer): void {
    this.containers = [
      ...this.containers.filter((each) =>
        each.serverId !== changed.serverId || each.name !== changed.name
      ),
      changed,
    ];
    this.test.system.publish(containerChanged, changed);
  }

  changeWall(changed: StageWall): void {
    this.walls = [...this.walls.filter(({ name }) => name !== changed.name), changed];
    this.test.system.publish(wallChanged, changed);
  }

  changeSyncHost(changed: StageSyncHost): void {
    this.syncHosts = [...this.syncHosts.filter(({ id }) => id !== changed.id), changed];
    this.test.system.publish(syncHostChanged, changed);
  }

  /** A container is there when its host is. */
  #asItsHost(container: StageContainer): StageContainer {
    const host = this.nodes.find(({ serverId }) => serverId === container.serverId);
    return { ...container, liveness: host?.liveness.state ?? container.liveness };
  }

  changeCamera(changed: ReturnType<typeof camera>): void {
    this.cameras = [...this.cameras.filter(({ id }) => id !== changed.id), changed];
    this.test.system.publish(cameraChanged, changed);
  }
}

/** Runs a test on a stage of its own. */
export async function withStage(
  run: (stage: Stage) => Promise<void>,
  options: StageOptions = {},
): Promise<void> {
  const test = createTestSystem();
  const stage = new Stage(test, options);
  await test.settle();
  try {
    await run(stage);
  } finally {
    const stopped = test.system.stop(1_000);
    await test.settle();
    await stopped;
  }
}

/** The built-in rules, but for one. */
export function withRule<R extends keyof AlertSettings["rules"]>(
  rule: R,
  changes: Partial<AlertSettings["rules"][R]>,
): AlertSettings {
  const { rules } = DEFAULT_ALERTS;
  return { ...DEFAULT_ALERTS, rules: { ...rules, [rule]: { ...rules[rule], ...changes } } };
}

/** A display at an address of its own. */
export function at(each: StageDisplay, peerAddress: string | null): StageDisplay {
  return { ...each, peerAddress, claimedAddress: null };
}
