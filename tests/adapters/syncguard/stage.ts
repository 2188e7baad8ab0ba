import type { Socket } from "node:net";
import type { ActorRef, TellStatus } from "../../../actors/kernel/mod.ts";
import { createTestSystem, type Probe, type TestSystem } from "../../../actors/kernel/testing.ts";
import type {
  GetLocked,
  LocateSyncHost,
  SilentConnection,
  SyncHostReport,
} from "../../../actors/sync_hosts/messages.ts";
import type { DevicePortLimits } from "../../../adapters/device_port/limits.ts";
import { createSyncAcceptor, type SyncAcceptor } from "../../../adapters/syncguard/acceptor.ts";
import type { SyncLimits } from "../../../adapters/syncguard/limits.ts";
import { dial, type PortUnderTest, withPort } from "../device_port/client.ts";

type DirectoryMessage = LocateSyncHost | SilentConnection | GetLocked;

/** One thing that a peer was reproached with. */
export interface Reproach {
  readonly kind: string;
  readonly peerAddress: string;
  readonly detail: string;
}

/** The acceptor behind a real device port on loopback, with actors that only listen, in virtual time. */
export interface Stage extends PortUnderTest {
  readonly test: TestSystem;
  readonly directory: Probe<DirectoryMessage>;
  /** By claimed address, or by `unknown`. */
  readonly hosts: ReadonlyMap<string, Probe<SyncHostReport>>;
  readonly reproaches: Reproach[];
  readonly acceptor: SyncAcceptor;
  /** What programs that ask are told. */
  locked: boolean;
  /** Decides who gets the lines; the default is one probe per claimed address. */
  locate: (question: LocateSyncHost) => ActorRef<SyncHostReport> | "full";
  host(claimed: string): Probe<SyncHostReport>;
  dial(): Promise<Socket>;
  /** Settles with the first reproach of this kind, past or to come. */
  reproach(kind: string): Promise<Reproach>;
  /** Settles with the first message of this type, past or to come. */
  told<T extends DirectoryMessage["type"]>(type: T): Promise<DirectoryMessage & { type: T }>;
}

/** What a test may choose. */
export interface StageOptions {
  readonly limits?: Partial<SyncLimits>;
  readonly portLimits?: Partial<DevicePortLimits>;
  /** The directory takes questions, and never answers one. */
  readonly mute?: boolean;
}

/** Runs a test on a stage of its own, and takes it down. */
export async function withStage(
  { limits = {}, portLimits = {}, mute = false }: StageOptions,
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  const test = createTestSystem();
  const directory = test.probe<DirectoryMessage>("directory");
  const hosts = new Map<string, Probe<SyncHostReport>>();
  const host = (claimed: string) => {
    const probe = hosts.get(claimed) ?? test.probe<SyncHostReport>(claimed);
    hosts.set(claimed, probe);
    return probe;
  };
  const reproaches: Reproach[] = [];
  const watchers: (() => void)[] = [];
  const acceptor = createSyncAcceptor({
    syncHosts: directory.ref,
    clock: test.clock,
    limits,
    onProblem(kind, peerAddress, detail) {
      reproaches.push({ kind, peerAddress, detail });
      for (const watch of watchers) watch();
    },
  });
  const acceptors = {
    text: acceptor.text,
    silent: acceptor.silent,
    drainText: acceptor.drainText,
  };
  await withPort({ acceptors, limits: portLimits }, async (tested) => {
    const stage: Stage = {
      ...tested,
      test,
      directory,
      hosts,
      reproaches,
      acceptor,
      locked: true,
      locate: ({ claimedAddress }) => host(claimedAddress ?? "unknown").ref,
      host,
      dial: () => dial(tested.port),
      reproach: (kind) =>
        watched(watchers, () => reproaches.find((reproach) => reproach.kind === kind)),
      told: (type) => heard(directory, type) as never,
    };
    if (!mute) {
      directory.answer((message) => {
        if (message.type === "getLocked") return stage.locked;
        return message.type === "locateSyncHost" ? stage.locate(message) : undefined;
      });
    }
    await run(stage);
  });
  const stopped = test.system.stop(1_000);
  await test.settle();
  await stopped;
}

function watched<T>(watchers: (() => void)[], find: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      const found = find();
      if (found !== undefined) resolve(found);
    };
    watchers.push(look);
    look();
  });
}

async function heard<M extends { readonly type: string }>(
  probe: Probe<M>,
  type: string,
): Promise<M> {
  for (;;) {
    const message = await probe.next();
    if (message.type === type) return message;
  }
}

/** An actor reference that takes what a test lets it take. */
export class StubbornHost implements ActorRef<SyncHostReport> {
  readonly kind = "stubborn";
  readonly key = "stubborn";
  readonly path = "/stubborn";
  readonly taken: SyncHostReport[] = [];
  status: TellStatus = "accepted";
  /** Calls of `writable` that wait. */
  readonly waiting: (() => void)[] = [];

  tell(message: SyncHostReport): TellStatus {
    if (this.status === "accepted" || this.status === "wait") this.taken.push(message);
    return this.status;
  }

  ask(): never {
    throw new Error("nobody asks a host");
  }

  writable(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

/** Settles when the socket has closed, by a reset or in peace. What it still says is not looked at. */
export function gone(socket: Socket): Promise<void> {
  socket.on("error", () => {});
  socket.resume();
  return new Promise((resolve) => socket.once("close", () => resolve()));
}
