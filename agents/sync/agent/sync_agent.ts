/**
 * The SyncGuard of a machine with a sync card: says its state to a target by itself, as fielded builds do, and answers
 * who asks for it, as the guide has it. Source: SyncGuard guide; fielded build P.
 *
 * @example
 * ```ts
 * const agent = await startSyncAgent({
 *   source: commandState("my-card --state", SYSTEM_CLOCK),
 *   target: { address: "192.0.2.10", port: 8080 },
 *   intervalMs: 1_000,
 *   claim: null,
 *   listen: { address: "0.0.0.0", port: 8080 },
 *   log: (level, sentence) => console.error(level, sentence),
 * });
 * await agent.stop();
 * ```
 * @module
 */
import { SYSTEM_CLOCK } from "../../../actors/kernel/clock.ts";
import type { Clock } from "../../../actors/kernel/mod.ts";
import type { AgentLog } from "../../agent_log.ts";
import type { DialTarget } from "../../tcp_dial.ts";
import { StateKeeper } from "./state_keeper.ts";
import type { StateSource } from "./state_source.ts";
import { StatusServer } from "./status_server.ts";
import type { SyncDigit } from "./sync_state.ts";
import { TargetLine } from "./target_line.ts";

/** Which sync host to be. */
export interface SyncAgentOptions {
  readonly source: StateSource;
  /** Null: nothing is sent. */
  readonly target: DialTarget | null;
  readonly intervalMs: number;
  /** The IPv4 address that lines claim; null: the one used towards the target. */
  readonly claim: string | null;
  /** Where `GET_STATUS` is answered; null: nowhere. */
  readonly listen: DialTarget | null;
  readonly log: AgentLog;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: `Math.random`. */
  readonly random?: () => number;
}

/** A sync agent that runs. */
export interface SyncAgent {
  readonly sourceName: string;
  /** The bound one; null: it does not listen. */
  readonly port: number | null;
  readonly digit: SyncDigit | undefined;
  /** Lines sent and questions answered, since the beginning. */
  readonly linesSent: number;
  readonly answers: number;
  /** Ends the connections, then the source. */
  stop(): Promise<void>;
}

/**
 * Starts one. Rejects with {@link StateUnavailable} when its state can never be had, and with the system's error when
 * the port cannot be; a target that is away is waited for.
 */
export async function startSyncAgent(options: SyncAgentOptions): Promise<SyncAgent> {
  const { source, target, listen, log, clock = SYSTEM_CLOCK, random = Math.random } = options;
  const keeper = new StateKeeper({ source, clock, log }, () => line?.say());
  const { intervalMs, claim } = options;
  const line = target === null
    ? undefined
    : new TargetLine({ target, intervalMs, claim, clock, random, log }, () => keeper.digit);
  // The guide's word for a master alone: a slave is Free.
  const locked = () => keeper.digit === 2;
  const server = listen === null ? undefined : new StatusServer({ ...listen, locked, log });
  await server?.listen();
  try {
    keeper.start();
  } catch (cause) {
    await server?.close();
    throw cause;
  }
  line?.start();
  return {
    sourceName: source.name,
    get port() {
      return server?.port ?? null;
    },
    get digit() {
      return keeper.digit;
    },
    get linesSent() {
      return line?.linesSent ?? 0;
    },
    get answers() {
      return server?.answers ?? 0;
    },
    async stop() {
      line?.stop();
      await server?.close();
      await keeper.stop();
    },
  };
}
