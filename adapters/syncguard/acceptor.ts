/**
 * The text side of the device port: lines of SyncGuard hosts in, the guide's status answer out, and never
 * anything else.
 *
 * @example
 * ```ts
 * const sync = createSyncAcceptor({ syncHosts, onProblem, clock: SYSTEM_CLOCK });
 * const acceptors = { text: sync.text, silent: sync.silent, drainText: sync.drainText };
 * ```
 * @module
 */
import type { Socket } from "node:net";
import type { ActorRef, Clock } from "../../actors/kernel/mod.ts";
import type {
  GetLocked,
  LocateSyncHost,
  SilentConnection,
} from "../../actors/sync_hosts/messages.ts";
import { normalizePeerAddress } from "../../protocols/addresses.ts";
import { DEFAULT_SYNC_LIMITS, type SyncLimits } from "./limits.ts";
import { SyncSession } from "./sync_session.ts";

/** What all connections share. */
export interface SyncPlace {
  /** Knows whose lines are whose. */
  readonly syncHosts: ActorRef<LocateSyncHost | SilentConnection | GetLocked>;
  /** Says once per window what a peer did wrong. */
  readonly onProblem: (kind: string, peerAddress: string, detail: string) => void;
  readonly clock: Clock;
  readonly limits: SyncLimits;
  /** Told how many reports and questions have come. */
  readonly onMessages?: ((count: number) => void) | undefined;
}

/** What the acceptor is made of. */
export interface SyncAcceptorOptions extends Omit<SyncPlace, "limits"> {
  readonly limits?: Partial<SyncLimits>;
}

/** Takes over text connections of the device port; the members are `DeviceAcceptors` of the same names. */
export interface SyncAcceptor {
  text(socket: Socket): void;
  silent(peerAddress: string, openMs: number): void;
  /** Ends every connection as soon as what was asked on it is answered. */
  drainText(): void;
}

/** How often silent connections are looked for: often enough for the shortest limit. */
const LOOKS_PER_LIMIT = 4;

/** Makes the acceptor. Holds one session per open connection, and a timer while there is any. */
export function createSyncAcceptor(options: SyncAcceptorOptions): SyncAcceptor {
  const place = { ...options, limits: { ...DEFAULT_SYNC_LIMITS, ...options.limits } };
  const sessions = new Sessions(place);
  return {
    text: (socket) => sessions.open(socket),
    silent(peerAddress, openMs) {
      place.syncHosts.tell({ type: "silentConnection", peerAddress, openMs });
    },
    drainText: () => sessions.leave(),
  };
}

/** The open connections. The device port bounds their number. */
class Sessions {
  readonly #place: SyncPlace;
  readonly #open = new Set<SyncSession>();
  #timer: unknown;

  constructor(place: SyncPlace) {
    this.#place = place;
  }

  open(socket: Socket): void {
    const session = new SyncSession(
      socket,
      normalizePeerAddress(socket.remoteAddress),
      this.#place,
    );
    this.#open.add(session);
    socket.once("close", () => this.#closed(session));
    this.#timer ??= this.#lookLater();
  }

  leave(): void {
    for (const session of this.#open) session.leave();
  }

  #closed(session: SyncSession): void {
    session.closed();
    this.#open.delete(session);
    if (this.#open.size > 0) return;
    this.#place.clock.clearTimer(this.#timer);
    this.#timer = undefined;
  }

  #lookLater(): unknown {
    const { clock, limits } = this.#place;
    const everyMs = Math.min(limits.firstFactMs, limits.idleMs, limits.unreadMs) / LOOKS_PER_LIMIT;
    return clock.setTimer(everyMs, () => {
      this.#timer = this.#lookLater();
      const now = clock.monotonicMs();
      for (const session of this.#open) session.look(now);
    });
  }
}
