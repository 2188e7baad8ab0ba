import type { AgentLog } from "../agent_log.ts";
import { describeError } from "../describe_error.ts";
import { type DeviceClock, realClock, Waits } from "../waits.ts";
import type { DemoMember } from "./demo_members.ts";

/** Something that can be told to connect. */
interface Startable extends Pick<DemoMember, "key" | "online"> {
  start(): Promise<void>;
}

/** Members that are being told to connect. */
export interface Starting {
  /** Resolves when all were told, or no more are to be. */
  readonly done: Promise<void>;
  /** No more are told; resolves when the last of those that were has taken it in. */
  stop(): Promise<void>;
}

/**
 * So many each time, so often: 1,402 members are there within half a minute, and neither this process nor the control
 * host is late for what it does meanwhile.
 */
const BATCH = 10;
const BATCH_MS = 200;
/** Trays take two seconds to register. When more are on their way, the machine has enough to do already. */
const MAX_UNDER_WAY = 150;
/** Some may never get there, and nobody waits for them. */
const PATIENCE_MS = 3_000;

/** Tells members to connect, in order and at a bounded rate. One that cannot is told of, and does not stop the others. */
export function startInTurn(
  members: readonly Startable[],
  log: AgentLog,
  clock: DeviceClock = realClock,
): Starting {
  return new Turns(members, log, clock);
}

class Turns implements Starting {
  readonly done: Promise<void>;
  readonly #log: AgentLog;
  readonly #waits: Waits;
  #stopped = false;
  #wake = () => {};

  constructor(members: readonly Startable[], log: AgentLog, clock: DeviceClock) {
    this.#log = log;
    this.#waits = new Waits(clock, 1);
    this.done = this.#run(members);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waits.cancelAll();
    this.#wake();
    await this.done;
  }

  async #run(members: readonly Startable[]): Promise<void> {
    for (let at = 0; at < members.length; at += BATCH) {
      if (at > 0) await this.#letThemCome(members.slice(0, at));
      if (this.#stopped) return;
      await Promise.all(members.slice(at, at + BATCH).map((member) => this.#begin(member)));
    }
  }

  async #begin(member: Startable): Promise<void> {
    try {
      await member.start();
    } catch (cause) {
      this.#log("error", `${member.key} cannot be started: ${describeError(cause)}`);
    }
  }

  async #letThemCome(told: readonly Startable[]): Promise<void> {
    for (let waitedMs = 0; waitedMs < PATIENCE_MS && !this.#stopped; waitedMs += BATCH_MS) {
      await this.#pause();
      if (told.filter(({ online }) => !online).length <= MAX_UNDER_WAY) return;
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#waits.after(BATCH_MS, resolve);
    });
  }
}
