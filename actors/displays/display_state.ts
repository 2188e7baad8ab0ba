import type { ActorRef, Context } from "../kernel/mod.ts";
import type { LedgerMessage } from "../ledger/messages.ts";
import { describeLiveness, linkOpened, type LivenessTrack, trackLiveness } from "../liveness.ts";
import { displayChanged, type DisplaySummary } from "../topics.ts";
import { awaySince } from "./absence.ts";
import type { Suspect } from "./crash_reports.ts";
import type { DisplayLink } from "./link.ts";
import type { DisplayHealth, DisplayMessage } from "./messages.ts";
import { type NoteKind, NoteRing } from "./note_ring.ts";
import type { OpenCommand } from "./open_commands.ts";
import { macOf, type Seat } from "./seat.ts";
import type { WakePort } from "./wake_port.ts";
import { NO_PROCESSES } from "./what_runs.ts";

export type DisplayContext = Context<DisplayMessage>;

/** The guide's heartbeat interval, which counts until a display has shown its own. */
export const PROTOCOL_INTERVAL_MS = 30_000;

/** What a display's actor is started with. */
export interface DisplayArgs {
  readonly seat: Seat;
  readonly ledger: ActorRef<LedgerMessage>;
  /** Monotonic ms of the end of the control host's warm-up. */
  readonly warmUpUntil: number;
  /** How often the device is asked whether it is there. The guide says 30 s. */
  readonly checkIntervalMs: number;
  /** Without it no display can be woken. */
  readonly wake?: WakePort | undefined;
}

/** The state of one display; lives as long as one incarnation of its actor. */
export interface DisplayState {
  readonly args: DisplayArgs;
  readonly seat: Seat;
  readonly liveness: LivenessTrack;
  readonly notes: NoteRing;
  health: DisplayHealth;
  uptimeS: number | undefined;
  processCount: number | undefined;
  processes: readonly string[];
  /** Presets of what the device has listed last, where it names them. */
  listedPresets: readonly number[];
  /** Stops in the history since a program was last started; null: of everything, or of what has no preset. */
  readonly stopsNoted: Set<number | null>;
  syncStatus: string | undefined;
  /** It answers checks with `alive`, as consoles and the guide's clients do, and trays do not. */
  saysAlive: boolean;
  /** What runs has slipped out of the device's hands: its stop is confirmed, and ends nothing. */
  outlivesStops: boolean;
  /** The holder that is being asked whether it is still there. */
  challenged: DisplayLink | undefined;
  /** Monotonic ms of recent takeovers from one address, to see two devices fighting over a name. */
  takeovers: number[];
  commands: Map<string, OpenCommand>;
  /** The order that the device is to take up before it gets another. */
  turnOf: string | undefined;
  /** Programs said to have crashed. */
  readonly suspects: Map<string, Suspect>;
  /** Monotonic ms since when nobody holds the name; null: somebody does, or never did. */
  awaySince: number | null;
  forgotten: boolean;
}

/** The state at a start or restart of the actor. */
export function newDisplayState(args: DisplayArgs, ctx: DisplayContext): DisplayState {
  return {
    args,
    seat: args.seat,
    liveness: startTrack(args, ctx),
    notes: new NoteRing(),
    health: "unknown",
    uptimeS: undefined,
    processCount: undefined,
    processes: NO_PROCESSES,
    listedPresets: [],
    stopsNoted: new Set(),
    syncStatus: undefined,
    saysAlive: false,
    outlivesStops: false,
    challenged: undefined,
    takeovers: [],
    commands: new Map(),
    turnOf: undefined,
    suspects: new Map(),
    awaySince: args.seat.link ? null : awaySince(args.seat.record.lastSeenAt, ctx),
    forgotten: false,
  };
}

function startTrack(args: DisplayArgs, ctx: DisplayContext): LivenessTrack {
  const { seat, warmUpUntil } = args;
  const monotonicMs = ctx.monotonicMs();
  const now = ctx.now();
  const track = trackLiveness(seat.record, monotonicMs, now, PROTOCOL_INTERVAL_MS, warmUpUntil);
  // The link has outlived a crash of the actor, so the display was there all the time.
  if (seat.link) {
    linkOpened(track, monotonicMs, now);
    track.state = "online";
  }
  return track;
}

/** What the record and the links say of a display, whether or not its actor runs. */
export function summariseSeat({ record, link, contenders }: Seat) {
  return {
    id: record.id,
    name: record.name,
    aliases: record.aliases,
    connected: link?.open === true,
    peerAddress: link?.peerAddress ?? record.peerAddress,
    claimedAddress: record.claimedAddress,
    port: record.port,
    clientType: record.clientType,
    version: record.version,
    capabilities: record.capabilities,
    currentPresetId: record.currentPresetId,
    macAddress: macOf(record),
    macByHand: record.macAddress !== null,
    contenders: contenders.map((contender) => contender.link.peerAddress),
    createdAt: record.createdAt,
  };
}

/** The display as lists and the event stream show it. */
export function summarise(state: DisplayState): DisplaySummary {
  return {
    ...summariseSeat(state.seat),
    liveness: describeLiveness(state.liveness),
    health: state.health,
    uptimeS: state.uptimeS ?? null,
    processCount: state.processCount ?? null,
    processes: state.processes,
    syncStatus: state.syncStatus ?? null,
  };
}

/** Tells whoever looks at the fleet that something about this display has changed. */
export function announce(state: DisplayState, ctx: DisplayContext): void {
  if (!state.forgotten) ctx.publish(displayChanged, summarise(state));
}

/** Writes a line into the display's history. */
export function note(
  state: DisplayState,
  ctx: DisplayContext,
  kind: NoteKind,
  detail?: string,
): void {
  state.notes.add(ctx.now(), kind, detail);
}
