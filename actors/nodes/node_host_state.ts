import type { BackupsMessage } from "../backups/messages.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import type { Command } from "../ledger/command.ts";
import type { LedgerMessage } from "../ledger/messages.ts";
import type { OutputsMessage } from "../outputs/messages.ts";
import { linkOpened, type LivenessTrack, trackLiveness } from "../liveness.ts";
import type { SessionKeyStore, StoredSessionKey } from "../session_keys/store.ts";
import { containerActor } from "./container.ts";
import type { HistoryMessage } from "./history/messages.ts";
import type { KeyVault } from "./key_vault.ts";
import type { LogFollow } from "./logs/log_follow_state.ts";
import type { NodeLink } from "./link.ts";
import type { NodeHostMessage } from "./host_messages.ts";
import type { NodeRules } from "./rules.ts";
import { type ContainerSeat, newContainerSeat, type NodeSeat } from "./seat.ts";
import { newContainerRecord } from "./store.ts";

/** What the directory and the actors of its hosts work with. */
export interface NodeTools {
  readonly ledger: ActorRef<LedgerMessage>;
  readonly history: ActorRef<HistoryMessage>;
  readonly backups: ActorRef<BackupsMessage>;
  readonly outputs: ActorRef<OutputsMessage>;
  readonly keys: SessionKeyStore;
  readonly rules: NodeRules;
}

/** What a host's actor is started with. */
export interface NodeHostArgs extends NodeTools {
  readonly seat: NodeSeat;
  readonly vault: KeyVault;
  /** Monotonic ms of the end of the control host's warm-up. */
  readonly warmUpUntil: number;
  readonly nextContainerId: () => number;
  /** To be called when the host has a container that the disk does not know. */
  readonly firstSeen: () => void;
}

/**
 * A command in this host's hands. `waiting`: for the host to come online. `queued`: behind the one in hand. `ready`:
 * the ledger was asked for its release. `sent`: the bytes have left.
 */
export interface OpenCommand {
  readonly command: Command;
  phase: "waiting" | "queued" | "ready" | "sent";
  /** Epoch ms; null while the ledger has not released it. */
  sentAt: number | null;
  /** The link that it was sent over; undefined before. */
  sentOver: NodeLink | undefined;
  /** The client's number of what it has said last. */
  saidSequence: number;
  /** The key that arrived for this rotation, once it is on the disk. */
  stored: StoredSessionKey | undefined;
  /** The rotation was answered, and its key is on its way to the disk. */
  answered: boolean;
}

/**
 * The one command that a fielded client has in hand. It stays when nobody waits any more: the client is busy. Clients
 * that can do more than one thing at a time have none.
 */
export interface Slot {
  readonly command: Command;
  /** The id that the client knows it by. */
  readonly wireId: string;
  /** Epoch ms; null while the ledger has not released it. */
  sentAt: number | null;
  abandoned: boolean;
}

/** The state of one host; lives as long as one incarnation of its actor. */
export interface NodeHostState {
  readonly args: NodeHostArgs;
  readonly seat: NodeSeat;
  liveness: LivenessTrack;
  /** The client's clock minus ours. */
  clockOffsetMs: number | null;
  /** The client's time of the newest reading. */
  newestReadingAt: number;
  /** Counts readings, to see which containers the newest has. */
  reports: number;
  /** Minute of our clock in which a summary came last. */
  summaryMinute: number;
  /** In the order in which they came. */
  readonly commands: Map<string, OpenCommand>;
  slot: Slot | undefined;
  /** Logs that are followed, by command id. */
  readonly follows: Map<string, LogFollow>;
  /** Ids on the wire that are over for us, and whether their client knows. */
  readonly endedIds: Map<string, boolean>;
  /** Commands that are over for us, with the notes that may still be made about each. */
  readonly past: Map<string, { readonly command: Command; notesLeft: number }>;
  strayAnswers: number;
  /** Keys that a container is being asked about, by key id. */
  readonly verifying: Map<string, StoredSessionKey>;
  /** Monotonic ms of the latest keys that came without being asked for. */
  keyTimes: number[];
  payoutError: string | null;
  /** What was announced last, to see what is news. */
  announcedReason: string;
  forgotten: boolean;
}

export type NodeHostContext = Context<NodeHostMessage>;

/** The interval that fielded builds report in unless somebody sets another. */
const PROTOCOL_INTERVAL_MS = 5_000;
/** Twice what one report may carry: those that run, and those that did. */
const MAX_CONTAINERS = 512;

/** The state at a start or restart of the actor. */
export function newNodeHostState(args: NodeHostArgs, ctx: NodeHostContext): NodeHostState {
  const state: NodeHostState = {
    args,
    seat: args.seat,
    liveness: startTrack(args, ctx),
    clockOffsetMs: null,
    newestReadingAt: 0,
    reports: 0,
    summaryMinute: -1,
    commands: new Map(),
    slot: undefined,
    follows: new Map(),
    endedIds: new Map(),
    past: new Map(),
    strayAnswers: 0,
    verifying: new Map(),
    keyTimes: [],
    payoutError: null,
    announcedReason: "",
    forgotten: false,
  };
  for (const container of args.seat.containers.values()) startContainer(state, container, ctx);
  return state;
}

function startTrack({ seat, warmUpUntil }: NodeHostArgs, ctx: NodeHostContext): LivenessTrack {
  const [monotonicMs, now] = [ctx.monotonicMs(), ctx.now()];
  const intervalMs = seat.record.intervalMs ?? PROTOCOL_INTERVAL_MS;
  const track = trackLiveness(seat.record, monotonicMs, now, intervalMs, warmUpUntil);
  // The link has outlived a crash of the actor, so the host was there all the time.
  if (seat.link) {
    linkOpened(track, monotonicMs, now);
    track.state = "online";
  }
  return track;
}

/**
 * A client that carries a command out is silent as long as that takes: until then it is called stale, and not
 * offline. `forMs` of 0 ends that.
 */
export function allowSilence(state: NodeHostState, forMs: number, ctx: NodeHostContext): void {
  const { warmUpUntil } = state.args;
  const until = forMs > 0 ? Math.max(warmUpUntil, ctx.monotonicMs() + forMs) : warmUpUntil;
  if (until !== state.liveness.warmUpUntil) {
    state.liveness = { ...state.liveness, warmUpUntil: until };
  }
}

/** The link that commands can go over; undefined while there is none. */
export function openLink({ seat }: NodeHostState): NodeLink | undefined {
  return seat.link?.open ? seat.link : undefined;
}

/**
 * The seat of a container, made where it is new. Undefined when the host has too many: then the one that is gone for
 * longest makes room, if there is one.
 */
export function seatOf(
  state: NodeHostState,
  name: string,
  ctx: NodeHostContext,
): ContainerSeat | undefined {
  const known = state.seat.containers.get(name);
  if (known) return known;
  if (state.seat.containers.size >= MAX_CONTAINERS && !makeRoom(state, ctx)) return undefined;
  const { serverId } = state.seat.record;
  const record = newContainerRecord(state.args.nextContainerId(), serverId, name, ctx.now());
  const seat = newContainerSeat(record, true);
  state.seat.containers.set(name, seat);
  startContainer(state, seat, ctx);
  state.args.firstSeen();
  return seat;
}

function startContainer(state: NodeHostState, seat: ContainerSeat, ctx: NodeHostContext): void {
  const { seat: host, args: { history } } = state;
  seat.ref = ctx.spawn(containerActor, { seat, host, history }, {
    key: seat.record.name,
    registered: false,
  });
}

function makeRoom(state: NodeHostState, ctx: NodeHostContext): boolean {
  let oldest: ContainerSeat | undefined;
  for (const seat of state.seat.containers.values()) {
    if (seat.present) continue;
    if (!oldest || lastKnown(seat) < lastKnown(oldest)) oldest = seat;
  }
  if (!oldest) return false;
  dropContainer(state, oldest, ctx);
  return true;
}

/** One that has just been named has no reading yet, and is the newest of all. */
function lastKnown({ statsAt, record }: ContainerSeat): number {
  return statsAt ?? record.createdAt;
}

/** Takes a container out of the host, with its history. */
export function dropContainer(
  state: NodeHostState,
  { record, ref }: ContainerSeat,
  ctx: NodeHostContext,
): void {
  state.seat.containers.delete(record.name);
  state.seat.removedIds.push(record.id);
  state.args.history.tell({ type: "containerGone", containerId: record.id });
  if (ref) ctx.stopChild(ref, "the container is gone");
}
