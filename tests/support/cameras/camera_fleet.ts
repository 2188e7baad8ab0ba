import { cronerRules } from "../../../adapters/cron/croner_rules.ts";
import type { ActorRef, AnswerOf } from "../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import { cameraRefused } from "../../../actors/cameras/log_topics.ts";
import type { RelayPorts } from "../../../actors/cameras/directory_relays.ts";
import type {
  CameraMessage,
  CamerasMessage,
  CameraSnapshot,
  LocateCamera,
} from "../../../actors/cameras/messages.ts";
import { type CameraSettings, NO_CAMERA_SETTINGS } from "../../../actors/cameras/settings.ts";
import type { Command } from "../../../actors/ledger/command.ts";
import type { SubmitCommands } from "../../../actors/ledger/messages.ts";
import * as topics from "../../../actors/topics.ts";
import { startTree, type Tree } from "../../../actors/tree.ts";
import type { DiscoveryEvent } from "../../../protocols/discovery/events.ts";
import type { PictureFormat } from "../../../protocols/video/events.ts";
import { accountNeeds } from "../samples/account_needs.ts";
import {
  FakeCameraDialer,
  type FakeCameraLink,
  FakeRecordings,
  FakeTranscoder,
  FakeViewer,
  H264_PICTURE,
} from "./camera_doubles.ts";
import { type Asker, asker, submission, valueOf } from "../displays/fleet.ts";
import { createMemoryStores, type MemoryStores } from "../stores/memory_stores.ts";
import { nodeNeeds } from "../nodes/node_needs.ts";

/** Longer than any answer takes; in virtual time it costs nothing. */
const PATIENCE = { timeoutMs: 60_000 };

/** What a test may choose. */
export interface CameraFleetOptions {
  readonly stores?: MemoryStores;
  readonly settings?: Partial<CameraSettings>;
  readonly warmUpMs?: number;
  readonly relays?: RelayPorts;
  readonly seed?: number;
}

/** What people were told. */
interface Told {
  readonly changes: CameraSnapshot[];
  readonly removed: string[];
  readonly liveness: string[];
  readonly refused: string[];
}

/** The supervision tree over stores in memory, in virtual time, with cameras that a test plays. */
export class CameraFleet {
  readonly told: Told = { changes: [], removed: [], liveness: [], refused: [] };
  readonly dialer = new FakeCameraDialer();
  readonly transcoder = new FakeTranscoder();
  readonly recordings = new FakeRecordings();
  readonly tree: Tree;
  readonly cameras: Asker<CamerasMessage>;
  readonly settings: CameraSettings;
  #viewers = 0;

  constructor(
    readonly test: TestSystem,
    readonly stores: MemoryStores,
    options: CameraFleetOptions,
  ) {
    this.settings = { ...NO_CAMERA_SETTINGS, ...options.settings };
    this.#listen();
    this.tree = startTree(test.system, {
      cron: cronerRules(),
      nodes: nodeNeeds(),
      accounts: accountNeeds(),
      stores,
      maxDisplays: 10,
      checkIntervalMs: 30_000,
      warmUpMs: options.warmUpMs ?? 0,
      cameras: {
        settings: this.settings,
        permits: (address, ranges) =>
          ranges.length === 0 ? /^(10|127)\./.test(address) : ranges.includes(address),
        dialer: this.dialer,
        transcoder: this.transcoder,
        recordings: this.recordings,
        relays: options.relays,
      },
    });
    this.cameras = asker(this.tree.cameras, test);
  }

  settle = (): Promise<void> => this.test.settle();
  advance = (ms: number): Promise<void> => this.test.advance(ms);

  #listen(): void {
    const { system } = this.test;
    const { changes, removed, liveness, refused } = this.told;
    system.subscribe(topics.cameraChanged, (camera) => changes.push(camera));
    system.subscribe(topics.cameraRemoved, ({ name }) => removed.push(name));
    system.subscribe(topics.livenessChanged, ({ kind, name, from, to }) => {
      if (kind === "camera") liveness.push(`${name}: ${from} to ${to}`);
    });
    system.subscribe(cameraRefused, ({ address }) => refused.push(address));
  }

  /** What has come over MQTT. */
  async hear(event: DiscoveryEvent): Promise<void> {
    this.tree.cameras.tell({ type: "discovered", event });
    await this.settle();
  }

  answer = (address: string): Promise<void> => this.hear({ type: "cameraAnswered", address });

  /** A camera that was discovered, has accepted, and has described its stream. */
  async stream(address = "10.0.0.77", picture: PictureFormat = H264_PICTURE) {
    this.dialer.answers.set(address, "accept");
    await this.answer(address);
    (await this.reconnected()).begins(picture);
    await this.settle();
    return this.dialer.link;
  }

  /** Waits until the camera has been connected to again. */
  async reconnected(): Promise<FakeCameraLink> {
    await this.settle();
    for (let waited = 0; waited < 600 && !this.dialer.links.at(-1)?.open; waited++) {
      await this.advance(100);
    }
    return this.dialer.link;
  }

  /** A camera that was not there accepts from now on; waits until its stream has been described. */
  async reconnectedTo(address: string): Promise<FakeCameraLink> {
    this.dialer.answers.set(address, "accept");
    const before = this.dialer.links.length;
    for (let waited = 0; waited < 600 && this.dialer.links.length === before; waited++) {
      await this.advance(100);
    }
    this.dialer.link.begins();
    await this.settle();
    return this.dialer.link;
  }

  /** Pictures at 30 a second, a keyframe once a second, for so many seconds. */
  async play(link: FakeCameraLink, seconds: number, size = 1_000): Promise<void> {
    for (let frame = 0; frame < seconds * 30; frame++) {
      link.picture(frame % 30 === 0 ? `K${frame}` : `P${frame}`, size);
      await this.advance(frame % 3 === 0 ? 34 : 33);
    }
  }

  async camera(nameOrId: string): Promise<CameraSnapshot> {
    return valueOf(await this.cameras({ type: "findCamera", nameOrId }));
  }

  list = (): Promise<readonly CameraSnapshot[]> => this.cameras({ type: "listCameras" });

  async locate(nameOrId: string): Promise<ActorRef<CameraMessage>> {
    const question: LocateCamera = { type: "locateCamera", nameOrId };
    const outcome: AnswerOf<LocateCamera> = await this.tree.cameras.ask(question, PATIENCE);
    return valueOf(outcome);
  }

  /** Somebody begins to watch. */
  async watch(
    nameOrId = "1",
    options: ConstructorParameters<typeof FakeViewer>[1] = {},
  ): Promise<FakeViewer> {
    const viewer = new FakeViewer(`viewer-${++this.#viewers}`, options);
    (await this.locate(nameOrId)).tell({ type: "viewerJoined", viewer });
    await this.settle();
    return viewer;
  }

  /** Submits an order to a camera, and lets everything that follows happen. Answers the command's id. */
  async order(
    action: string,
    id = 1,
    more: Partial<SubmitCommands> = {},
  ): Promise<string> {
    const target = { kind: "camera", key: String(id), name: `camera ${id}` };
    const question = submission({
      commands: [{ target, order: { action, params: {} } }],
      ...more,
    });
    const { commands } = valueOf(await this.tree.ledger.ask(question, PATIENCE));
    await this.settle();
    return commands[0]?.id ?? "";
  }

  /** A command as the disk has it. */
  row(id: string): Command {
    const row = this.stores.ledger.command(id);
    if (row === undefined) throw new Error(`no command ${id} on the disk`);
    return row;
  }

  async stop(): Promise<void> {
    const stopped = this.test.system.stop(10_000);
    await this.settle();
    await stopped;
  }
}

/** Runs a test with a fleet of its own. */
export async function withCameras(
  test: (fleet: CameraFleet) => Promise<void>,
  options: CameraFleetOptions = {},
): Promise<void> {
  const system = createTestSystem(options.seed === undefined ? {} : { seed: options.seed });
  const fleet = new CameraFleet(system, options.stores ?? createMemoryStores(), options);
  await fleet.settle();
  try {
    await test(fleet);
  } finally {
    await fleet.stop();
  }
}
