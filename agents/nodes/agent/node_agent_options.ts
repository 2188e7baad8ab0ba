import type { Clock } from "../../../actors/kernel/mod.ts";
import type { AgentLog } from "../../agent_log.ts";
import type { NodeCommandRunner } from "./command_runner.ts";
import type { Credentials } from "./login.ts";
import type { NodeMeasurements } from "./measurements.ts";
import type { NodeAgentStore } from "./node_notes.ts";

/** Which node host to be. */
export interface NodeAgentOptions {
  /** Of the server's WebSocket, tried in turn, best first: `wss://host:port/path`, `ws://…`. */
  readonly urls: readonly string[];
  /** 1 to 64 letters, digits, `.`, `_`, `:`, `@`, `-`. */
  readonly serverId: string;
  /** As the server is to show it. */
  readonly version: string;
  readonly runner: NodeCommandRunner;
  readonly measurements: NodeMeasurements;
  readonly store: NodeAgentStore;
  readonly log: AgentLog;
  /** Default: no login. */
  readonly credentials?: Credentials | null;
  /** PEM text of whom to trust. Default: whom the system trusts. */
  readonly ca?: string | null;
  /** Between two readings. Default 1 s, as the fielded installer sets it. */
  readonly intervalMs?: number;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: `Math.random`. */
  readonly random?: () => number;
  /** Divides the times of the protocol; for tests and simulations. */
  readonly timeScale?: number;
}

/** A node agent that runs. */
export interface NodeAgent {
  /** The server has let it in. */
  readonly registered: boolean;
  /** Readings that wait for a connection, and such as were given up. */
  readonly waiting: number;
  readonly dropped: number;
  /** Ends what may be ended, waits for the rest, and hangs up. */
  stop(): Promise<void>;
}
