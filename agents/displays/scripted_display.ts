/**
 * A display client of a fielded build, played from its description in `builds.ts`: for tests, and for the
 * simulated fleet.
 *
 * @example
 * ```ts
 * const display = createScriptedDisplay({ build: "T4", url: "http://127.0.0.1:8000", name: "Wall-L2" });
 * display.start();
 * await display.until(() => display.registered, 10_000);
 * display.stop();
 * ```
 * @module
 */
import type { BuildId, DisplayBuild } from "./display_build.ts";
import { BuildPlayer } from "./build_player.ts";
import type { ProcessTable } from "./process_table.ts";
import type { ReceivedEvent } from "./received_log.ts";
import type { DeviceClock } from "../waits.ts";

/** Which device to play, and how. */
export interface ScriptedDisplayOptions {
  readonly build: BuildId;
  /** `http://host:port` of the control host. */
  readonly url: string;
  readonly name: string;
  /** The address it claims. Default `127.0.0.1`, as trays do that find no better one. */
  readonly address?: string;
  /** Divides every wait of the script: 1 is real time, 100 turns 5 s into 50 ms. Default 1. */
  readonly timeScale?: number;
  /** Divides the waits for the server's namespace answer (1 s, 10 s). Default 1: they measure the server. */
  readonly ackTimeScale?: number;
  /** Of the reconnect jitter. Default 1. */
  readonly seed?: number;
  readonly processes?: ProcessTable;
  readonly clock?: DeviceClock;
  /** Events kept in `received`. Default 10,000: a test run of a thousand commands with its heartbeats. */
  readonly receivedLimit?: number;
}

/** A display client under script. */
export interface ScriptedDisplay {
  readonly build: DisplayBuild;
  readonly name: string;
  /** The namespace is connected. */
  readonly online: boolean;
  /** The server confirmed the registration on this connection. */
  readonly registered: boolean;
  /** The client gave up, as trays and C3 do when their first connect fails. `start()` starts it anew. */
  readonly exited: boolean;
  /** Everything heard, oldest first, up to the limit. */
  readonly received: readonly ReceivedEvent[];
  /** How often each command came: `execute_command exe_1_a`, or `stop_command preset 12` without an id. */
  readonly commandCounts: ReadonlyMap<string, number>;
  readonly processes: ProcessTable;
  /** Connects that succeeded, since the beginning. */
  readonly connects: number;
  readonly beatsSent: number;
  /** Answers that this build reads as good. */
  readonly beatsConfirmed: number;
  /** Heartbeat loops that run; trays gather them. */
  readonly heartbeatLoops: number;
  start(): void;
  /** A clean exit: started programs are ended, then the link is closed with a goodbye. */
  stop(): void;
  /** After every event heard or sent and every change of the above. Returns the way to unsubscribe. */
  onChange(listener: () => void): () => void;
  /** Resolves when `predicate` holds. Rejects after `timeoutMs` of real time, with the state in its message. */
  until(predicate: () => boolean, timeoutMs: number): Promise<void>;
}

/** Makes a device; `start()` lets it dial. */
export function createScriptedDisplay(options: ScriptedDisplayOptions): ScriptedDisplay {
  return new BuildPlayer(options);
}
