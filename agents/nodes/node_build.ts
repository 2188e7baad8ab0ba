/** `M11`: versions 1.1.0. `M11J`: those of 10 and 11 June 2025, which encode some frames twice. `M10`: 1.0.0. */
export type NodeBuildId = "M11" | "M11J" | "M10";

/** A ping of the client's own, and what it makes of a missing answer. */
export interface PingRule {
  readonly everyMs: number;
  readonly pongWithinMs: number;
  /** `close`: closes with 1011 at once. `abandon`: takes the link for dead, and dials anew. */
  readonly otherwise: "close" | "abandon";
}

/** Everything in which builds differ. Waits are in milliseconds of the client's own time. */
export interface NodeBuild {
  readonly id: NodeBuildId;
  readonly version: string;
  readonly path: string;
  /** From the register to `register_ack`, which must be the first frame of all. */
  readonly ackWithinMs: number;
  /** Delay before the next dial: doubles from the first to the last, and starts over after a success. */
  readonly backoff: { readonly firstMs: number; readonly maxMs: number; readonly jitter: number };
  /** `full`: with sync state, chain and image. `small`: nothing after a container's timestamp, no interval. */
  readonly schema: "full" | "small";
  /** Waits so often and so long for `stats_ack` before it sends the next reading. */
  readonly waitsForAck: { readonly times: number; readonly eachMs: number } | null;
  readonly heartbeatMs: number | null;
  readonly pings: readonly PingRule[];
  readonly takesCommands: boolean;
  /** How validator events are spelled; null: this build has none. */
  readonly validatorEvents: "state" | "accounts" | null;
  /** Validator events are JSON texts that hold JSON. */
  readonly encodesTwice: boolean;
  /** Sends each summary by HTTP as well. */
  readonly savesLogs: boolean;
}
