import type { CommitQueue } from "../commit_queue.ts";
import { numberIn } from "../id_key.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import type { LedgerMessage } from "../ledger/messages.ts";
import { trackLiveness } from "../liveness.ts";
import { cameraActor } from "./camera.ts";
import type { CameraPorts, SiteRecording } from "./camera_state.ts";
import type { CameraRelay, RelayPorts } from "./directory_relays.ts";
import type { CameraMessage, CamerasMessage } from "./messages.ts";
import { PROTOCOL_INTERVAL_MS } from "./presence.ts";
import { type CameraSeat, nameOf } from "./seat.ts";
import type { CameraSettingsCell } from "./settings.ts";
import type { CameraChange, CameraRecord, CameraStore } from "./store.ts";
import { StreamMeter } from "./stream_meter.ts";

/** What the directory is started with. */
export interface CamerasArgs {
  readonly store: CameraStore;
  readonly ledger: ActorRef<LedgerMessage>;
  readonly settings: CameraSettingsCell;
  readonly ports: CameraPorts;
  /** Whether an address lies in one of the ranges; without any, in a private or loopback one. Host names do not. */
  permits(address: string, ranges: readonly string[]): boolean;
  /** Undefined: no camera has one. */
  readonly relays: RelayPorts | undefined;
  /** How long after the start nothing is called offline. */
  readonly warmUpMs: number;
}

/** One camera as the directory keeps it. */
export interface CameraMember {
  readonly seat: CameraSeat;
  readonly ref: ActorRef<CameraMessage>;
  /** Monotonic ms at which its actor was last told of an answer. */
  toldAtMs: number;
  relay: CameraRelay | undefined;
}

/** The directory's state; built from the store at every start. */
export interface CameraDirectory {
  readonly args: CamerasArgs;
  readonly members: Map<number, CameraMember>;
  /** Ids by address; of several at one address, the first. */
  readonly byAddress: Map<string, number>;
  readonly commits: CommitQueue<CamerasMessage, CameraChange>;
  readonly site: SiteRecording;
  readonly warmUpUntil: number;
  /** Addresses of which it was said that they are not taken. */
  readonly refused: Set<string>;
  /** Sensor readings of the second that began at `fromMs`. */
  readonly readings: { fromMs: number; count: number };
  /** Old recordings are being deleted. */
  retaining: boolean;
  retentionProblem: string | null;
  /** Numbers the relays, as one that ends may still be there when the next begins. */
  relays: number;
}

export type CamerasContext = Context<CamerasMessage>;

/** Gives a camera its actor and its place in the index. */
export function admit(
  directory: CameraDirectory,
  record: CameraRecord,
  ctx: CamerasContext,
): CameraMember {
  const { warmUpUntil, site, args: { ledger, ports } } = directory;
  const now = ctx.now();
  const seat: CameraSeat = {
    record,
    track: trackLiveness(record, ctx.monotonicMs(), now, PROTOCOL_INTERVAL_MS, warmUpUntil),
    meter: new StreamMeter(),
    answeredAt: record.answeredAt,
    watchers: new Map(),
    recording: null,
    leftSite: false,
    relayPort: null,
    dirty: false,
    state: undefined,
  };
  const args = { seat, ledger, ports, site, directory: ctx.self };
  const ref = ctx.spawn(cameraActor, args, { key: String(record.id) });
  const member: CameraMember = { seat, ref, toldAtMs: -Infinity, relay: undefined };
  directory.members.set(record.id, member);
  if (!directory.byAddress.has(record.address)) directory.byAddress.set(record.address, record.id);
  return member;
}

/** A camera has gone, or has another address. */
export function reindex({ members, byAddress }: CameraDirectory): void {
  byAddress.clear();
  for (const { seat: { record: { id, address } } } of members.values()) {
    if (!byAddress.has(address)) byAddress.set(address, id);
  }
}

/** The camera of a configured name; letter case does not count. */
export function named({ members }: CameraDirectory, name: string): CameraMember | undefined {
  const folded = name.toLowerCase();
  for (const member of members.values()) {
    if (member.seat.record.name?.toLowerCase() === folded) return member;
  }
  return undefined;
}

/** Finds a camera by configured name, by address, or by id, in this order; `id:7` is the id and nothing else. */
export function lookUp(directory: CameraDirectory, nameOrId: string): CameraMember | undefined {
  const { members, byAddress } = directory;
  const id = numberIn(nameOrId);
  if (id !== undefined) return members.get(id);
  const found = named(directory, nameOrId) ??
    members.get(byAddress.get(nameOrId.toLowerCase()) ?? 0);
  if (found !== undefined) return found;
  return /^\d{1,15}$/.test(nameOrId) ? members.get(Number(nameOrId)) : undefined;
}

/** What people call a camera of the directory. */
export function memberName({ seat }: CameraMember): string {
  return nameOf(seat.record);
}
