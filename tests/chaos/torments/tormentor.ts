import { setTimeout as wait } from "node:timers/promises";
import type { ChaosFleet } from "../processes/chaos_fleet.ts";
import type { ChaosHost } from "../processes/chaos_host.ts";
import { type InnerWeather, tellWeather } from "../processes/weather_file.ts";
import { loadBallast } from "./ballast.ts";
import { LoopbackWeather } from "./loopback_weather.ts";
import type { Timeline } from "./timeline.ts";
import type { Torment } from "./torment_plan.ts";

/** Whom it torments. */
export interface Victims {
  readonly host: ChaosHost;
  readonly fleet: ChaosFleet;
  readonly timeline: Timeline;
  /** The disk of the data folder. */
  readonly disk: string;
  readonly weatherFile: string;
  /** Between death and resurrection, when nobody writes to the data folder. */
  readonly onDeath: (killedAt: number) => Promise<void>;
}

/** Lets a plan come true, and writes down what really happened and when. */
export class Tormentor {
  readonly #victims: Victims;
  readonly #loopback = new LoopbackWeather();
  #inner: InnerWeather = { clockOffsetMs: 0, storeDelayMs: 0 };
  /** The last torment of each place, which the next one waits for. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor(victims: Victims) {
    this.#victims = victims;
  }

  /** Resolves when the last torment is over, and all is as before. Rejects with the first that cannot be done. */
  async play(plan: readonly Torment[]): Promise<void> {
    await Promise.all(plan.map(async (torment) => {
      await wait(torment.atMs);
      await this.#inTurn(torment);
    }));
  }

  /** Where one takes longer than was planned, as on a machine with other work, the next of its place begins after it. */
  #inTurn(torment: Torment): Promise<void> {
    const place = placeOf(torment);
    const before = this.#turns.get(place) ?? Promise.resolve();
    const turn = before.then(() => this.#suffer(torment));
    this.#turns.set(place, turn);
    return turn;
  }

  async #suffer(torment: Torment): Promise<void> {
    if (torment.kind === "killing") return await this.#kill(torment);
    const { timeline, fleet } = this.#victims;
    const members = torment.kind === "faults" ? await fleet.inject(torment.name) : [];
    const trouble = timeline.began(torment, members);
    const end = await this.#begin(torment);
    await wait(torment.forMs);
    await end();
    trouble.until = Date.now();
  }

  async #kill(torment: Torment): Promise<void> {
    const { host, timeline, onDeath } = this.#victims;
    const trouble = timeline.began(torment, []);
    await host.kill();
    await onDeath(trouble.from);
    await wait(torment.forMs);
    await host.start();
    trouble.until = Date.now();
  }

  /** Answers the way to end it. */
  async #begin(
    torment: Exclude<Torment, { kind: "killing" }>,
  ): Promise<() => Promise<void> | void> {
    const { fleet, disk } = this.#victims;
    switch (torment.kind) {
      case "loss":
        this.#loopback.lose(torment.share);
        return () => this.#loopback.clear();
      case "cut":
        this.#loopback.cut();
        return () => this.#loopback.clear();
      case "clock":
        this.#step(torment.offsetMs);
        return () => this.#step(0);
      case "slow-store":
        this.#tell({ storeDelayMs: torment.delayMs });
        return () => this.#tell({ storeDelayMs: 0 });
      case "full-disk":
        return await loadBallast(disk);
      case "faults":
        return () => fleet.clear(torment.name);
    }
  }

  #step(clockOffsetMs: number): void {
    this.#victims.timeline.stepped(clockOffsetMs);
    this.#tell({ clockOffsetMs });
  }

  #tell(change: Partial<InnerWeather>): void {
    this.#inner = { ...this.#inner, ...change };
    tellWeather(this.#victims.weatherFile, this.#inner);
  }
}

/** What two torments cannot have at once: the network, the clock, the disk, a fault of one name. */
function placeOf(torment: Torment): string {
  if (torment.kind === "faults") return `fault ${torment.name}`;
  return torment.kind === "loss" || torment.kind === "cut" ? "network" : torment.kind;
}
