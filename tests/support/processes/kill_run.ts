import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "../../../agents/displays/random.ts";
import type { ScriptedDisplay } from "../../../agents/displays/scripted_display.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { ControlHostProcess } from "./control_host_process.ts";
import { type Fleet, PATIENCE_MS } from "../displays/scripted_fleet.ts";

/** How much is asked for, and how often the control host dies meanwhile. */
export interface KillPlan {
  readonly commands: number;
  readonly kills: number;
  readonly seed: number;
}

/** One request of the run, which is repeated under the same key until it has an answer. */
interface Wanted {
  readonly key: string;
  readonly display: ScriptedDisplay;
  /** Asked for only when the display is there; the others may have to wait for it inside the host. */
  readonly whenOnline: boolean;
  readonly order: { readonly action: string } & Record<string, unknown>;
}

/** Commands asked for at the same time, per display. */
const WORKERS_PER_DISPLAY = 2;
/** A kill comes up to this long after the acknowledgement that sets it off, so that it hits every stage. */
const MAX_KILL_DELAY_MS = 25;
/** The shortest deadline that the API takes, and some room for a restart in it. */
const TIMING = { deadlineMs: 4_000, waitOnlineMs: 2_000 };

/**
 * Submits commands while the control host is killed again and again. Every acknowledged command is remembered by
 * its idempotency key; a request whose answer was lost is repeated under its key.
 */
export class KillRun {
  /** Ids that a 202 named, by idempotency key; more than one would be a command made twice. */
  readonly acknowledged = new Map<string, Set<string>>();
  /** Requests that had to be repeated, as the host died before it answered. */
  repeats = 0;
  kills = 0;
  host: ControlHostProcess;
  readonly #random: () => number;
  readonly #wanted: Wanted[];
  readonly #killAfter: number[];
  #answers = 0;
  /** Settles when the host serves: at once, unless it is dead at the moment. */
  #up: Promise<void> = Promise.resolve();
  /** One death after the other. */
  #deaths: Promise<void> = Promise.resolve();

  constructor(host: ControlHostProcess, displays: Fleet, plan: KillPlan) {
    this.host = host;
    this.#random = seededRandom(plan.seed);
    this.#wanted = Array.from({ length: plan.commands }, (_, index) => wantedAt(index, displays))
      .reverse();
    this.#killAfter = Array.from(
      { length: plan.kills },
      () => 1 + Math.floor(this.#random() * (plan.commands - 1)),
    ).sort((one, other) => one - other);
  }

  /** Resolves when every command is acknowledged, and the host has died as often as planned. */
  async play(displays: number): Promise<void> {
    const workers = Array.from({ length: displays * WORKERS_PER_DISPLAY }, () => this.#work());
    const ends = await Promise.allSettled(workers);
    // Also when a worker has failed: a host that is just starting must not be left behind.
    await this.#deaths;
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  }

  async #work(): Promise<void> {
    for (let wanted = this.#wanted.pop(); wanted; wanted = this.#wanted.pop()) {
      await this.#submit(wanted);
    }
  }

  async #submit({ key, display, whenOnline, order }: Wanted): Promise<void> {
    for (;;) {
      await this.#up;
      if (whenOnline) await display.until(() => display.registered, PATIENCE_MS);
      const { host } = this;
      const answer = await host.api.order(display.name, order, { idempotencyKey: key })
        .catch((cause: unknown) => this.#lost(host, cause));
      if (answer) return this.#note(key, answer);
      this.repeats += 1;
    }
  }

  /** A request fails only because its host was killed; anything else is a defect. */
  async #lost(host: ControlHostProcess, cause: unknown): Promise<undefined> {
    await this.#up;
    if (host === this.host) throw cause;
    return undefined;
  }

  #note(key: string, { id }: Command): void {
    const ids = this.acknowledged.get(key) ?? new Set();
    this.acknowledged.set(key, ids.add(id));
    this.#answers += 1;
    while ((this.#killAfter[0] ?? Infinity) <= this.#answers) {
      this.#killAfter.shift();
      this.#deaths = this.#deaths.then(() => this.#dieSoon());
    }
  }

  async #dieSoon(): Promise<void> {
    await wait(this.#random() * MAX_KILL_DELAY_MS);
    this.#up = this.#die();
    await this.#up;
  }

  async #die(): Promise<void> {
    await this.host.kill();
    this.host = await this.host.again();
    this.kills += 1;
  }
}

/** Three programs and a stop, for one display after the other. */
function wantedAt(index: number, displays: Fleet): Wanted {
  const display = displays[index % displays.length] ?? displays[0];
  const round = Math.floor(index / displays.length);
  const order = round % 4 === 3
    ? { action: "stop", ...TIMING }
    : { action: "execute", command: `show.exe -scene ${index}`, ...TIMING };
  return { key: `kill-${index}`, display, whenOnline: round % 2 === 0, order };
}
