/**
 * A SyncGuard of a fielded build that pushes its state, played from its description in `sync_build.ts`: for tests,
 * and for the simulated fleet.
 *
 * @example
 * ```ts
 * const host = createScriptedSyncHost({
 *   build: "P",
 *   target: { address: "127.0.0.1", port: 8080 },
 *   claimedAddress: "10.20.0.31",
 *   digit: 2,
 * });
 * host.start();
 * await host.until(() => host.linesSent > 0, 10_000);
 * host.stop();
 * ```
 * @module
 */
import type { DeviceClock } from "../waits.ts";
import { PushPlayer } from "./push_player.ts";
import type { SyncBuild, SyncBuildId } from "./sync_build.ts";

/** Where a host sends its lines. */
export interface SyncTarget {
  readonly address: string;
  readonly port: number;
}

/** Which host to play, and how. */
export interface ScriptedSyncHostOptions {
  readonly build: SyncBuildId;
  readonly target: SyncTarget;
  /** Null: it found none and says `unknown`. */
  readonly claimedAddress: string | null;
  /** 0 error or no card, 1 slave, 2 master. Default 0, as shipped without a card. */
  readonly digit?: number;
  /** Time between two lines: builds take 100 ms to 1 h. Default 1 s. */
  readonly intervalMs?: number;
  /** Divides every wait of the script: 1 is real time, 100 turns 5 s into 50 ms. Default 1. */
  readonly timeScale?: number;
  readonly clock?: DeviceClock;
  /** Share of ticks that overlap with the one before, and send their line twice. Default 0. */
  readonly overlapShare?: number;
  /** Share of lines that leave in two pieces, the second with the next line at the latest. Default 0. */
  readonly splitShare?: number;
  /** Of the chances above. Default 1. */
  readonly seed?: number;
}

/** A SyncGuard under script. */
export interface ScriptedSyncHost {
  readonly build: SyncBuild;
  readonly claimedAddress: string | null;
  /** What its lines say. A change is said at once by builds that do so. */
  digit: number;
  /** Lines written whole, since the beginning. */
  readonly linesSent: number;
  /** Connections that were made, since the beginning; the silent ones too. */
  readonly connects: number;
  /** Connections without a byte: after the dialog was used, by the test button, or abandoned. */
  readonly silentConnects: number;
  /** Connects that are under way. */
  readonly dialling: number;
  /** Attempts of build P to get a connection, since the beginning. */
  readonly attempts: number;
  /** Those that failed since the last one that succeeded. */
  readonly failures: number;
  readonly connected: boolean;
  start(): void;
  /** Ends everything, as a program that is closed. */
  stop(): void;
  /** Somebody switches the sending off and on again in the dialog. */
  toggle(): void;
  /** Somebody presses the dialog's test button: a connection without data. */
  pressTestButton(): void;
  /** A connect was given up as the server accepted it: a connection that stays open and never sends. */
  leaveGhost(): void;
  /** After every line, connect and loss. Returns the way to unsubscribe. */
  onChange(listener: () => void): () => void;
  /** Resolves when `predicate` holds. Rejects after `timeoutMs` of real time, with the state in its message. */
  until(predicate: () => boolean, timeoutMs: number): Promise<void>;
}

/** Makes a host; `start()` lets it send. */
export function createScriptedSyncHost(options: ScriptedSyncHostOptions): ScriptedSyncHost {
  return new PushPlayer(options);
}
