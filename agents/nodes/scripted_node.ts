/**
 * An mclient of a fielded build, played from its description in `builds.ts`: for tests, and for the simulated fleet.
 *
 * @example
 * ```ts
 * const node = createScriptedNode({ build: "M11", url: "ws://127.0.0.1:8080", serverId: "4F1A09C27B3E" });
 * node.start();
 * await node.until(() => node.statsAcknowledged > 3, 10_000);
 * node.stop();
 * ```
 * @module
 */
import type { DeviceClock } from "../waits.ts";
import type { HttpSide } from "./http_side.ts";
import type { NodeBuild, NodeBuildId } from "./node_build.ts";
import { NodePlayer } from "./node_player.ts";
import type { CommandScript } from "./scripted_commands.ts";

/** Which client to play, and how. */
export interface ScriptedNodeOptions {
  readonly build: NodeBuildId;
  /** `ws://host:port` or `wss://host:port` of the control host; certificates are not checked, as in the field. */
  readonly url: string;
  readonly serverId: string;
  /** Names of the running containers. Default `3node0`. */
  readonly containers?: readonly string[];
  /** Names that should run. Default: those that do. */
  readonly configured?: readonly string[];
  /** Between two readings. Default 1 s, as the installer sets it. */
  readonly intervalMs?: number;
  /** Logs in before it dials, as clients with a configured user do. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** A token of an earlier day: verified before it dials. */
  readonly token?: string;
  /** Divides every wait of the script: 1 is real time, 100 turns 5 s into 50 ms. Default 1. */
  readonly timeScale?: number;
  /** Divides the waits in which the server has to answer (acknowledgements, pongs). Default 1. */
  readonly answerTimeScale?: number;
  /** Of jitter and readings. Default 1. */
  readonly seed?: number;
  readonly clock?: DeviceClock;
  /** What commands take and answer. Default: what a healthy machine answers, after half a second. */
  readonly commands?: CommandScript;
  /** `data` of the stats or the summary of a time (epoch ms). Default: of a small simulated machine of its own. */
  readonly look?: (now: number, type: "stats" | "summary") => { readonly [key: string]: unknown };
  /** Frames kept in `received`. Default 1,000; a fleet of thousands wants fewer. */
  readonly receivedLimit?: number;
}

/** One frame as it came in. */
export interface ReceivedFrame {
  readonly type: string;
  readonly frame: { readonly [key: string]: unknown };
  /** Epoch milliseconds, of the client's clock. */
  readonly at: number;
}

/** An mclient under script. */
export interface ScriptedNode {
  readonly build: NodeBuild;
  readonly serverId: string;
  /** The server took it in on this connection. */
  readonly registered: boolean;
  /** Registrations that succeeded, since the beginning. */
  readonly connects: number;
  readonly statsSent: number;
  readonly statsAcknowledged: number;
  /** Readings that wait for a connection. */
  readonly queued: number;
  /** How often `waitsForAck` was in vain. */
  readonly ackTimeouts: number;
  /** A command is being carried out; nothing else is read meanwhile. */
  readonly busy: boolean;
  /** How its connections ended, oldest first, the last hundred: close codes, 1006 for a lost link. */
  readonly closes: readonly number[];
  /** Why a connection was not usable, in words. */
  readonly failures: readonly string[];
  /** Everything heard, oldest first, up to the limit. */
  readonly received: readonly ReceivedFrame[];
  /** How often each command came, by its id. */
  readonly commandCounts: ReadonlyMap<string, number>;
  readonly http: HttpSide;
  start(): void;
  /** A clean exit: closes with 1000. */
  stop(): void;
  /** Says a frame of the caller's own; false when there is no connection. */
  say(frame: unknown): boolean;
  /** Tells a validator's change the way this build spells it. */
  reportValidator(container: string, change: "activated" | "deactivated", era: number): boolean;
  /** After everything heard or sent. Returns the way to unsubscribe. */
  onChange(listener: () => void): () => void;
  /** Resolves when `predicate` holds. Rejects after `timeoutMs` of real time, with the state in its message. */
  until(predicate: () => boolean, timeoutMs: number): Promise<void>;
}

/** Makes a client; `start()` lets it dial. */
export function createScriptedNode(options: ScriptedNodeOptions): ScriptedNode {
  return new NodePlayer(options);
}
