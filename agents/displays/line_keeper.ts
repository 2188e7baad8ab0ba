import type { DisplayBuild } from "./display_build.ts";
import { dial, type Ending, type Link } from "./link.ts";
import type { CancelWait, Waits } from "../waits.ts";

/** Why a connect is made. `asked`: by the program itself, which then says `reconnection_success`. */
export type Purpose = "first" | "automatic" | "afterLoss" | "asked";

/** What the line tells the device. */
export interface LineEvents {
  up(purpose: Purpose): void;
  down(): void;
  /** The first connect failed, and this build gives up: its program ends. */
  gaveUp(): void;
  heard(event: string, args: readonly unknown[], acknowledge: (() => void) | undefined): void;
}

/** Where to connect, and with what luck. */
export interface LineOptions {
  readonly build: DisplayBuild;
  readonly url: string;
  readonly waits: Waits;
  readonly random: () => number;
  /** Divides the waits for the server's acknowledgement; these measure the server, so 1 unless tested. */
  readonly ackTimeScale: number;
}

/** The library's own reconnect: 1 s at first, doubling, half a second to either side. */
const FIRST_DELAY_MS = 1_000;
const JITTER_MS = 500;
const AUTOMATIC_ACK_MS = 1_000;

/**
 * Keeps a device on line the way its build does: the library's automatic reconnect after a drop, one attempt of
 * the tray's own after any loss, the guide's monitor. After a goodbye the library does nothing.
 */
export class LineKeeper {
  readonly #options: LineOptions;
  readonly #events: LineEvents;
  #link: Link | undefined;
  #online = false;
  #cancelAutomatic: CancelWait | undefined;

  constructor(options: LineOptions, events: LineEvents) {
    this.#options = options;
    this.#events = events;
  }

  get online(): boolean {
    return this.#online;
  }

  start(): void {
    const { build, waits } = this.#options;
    this.#dial("first");
    if (build.monitorMs !== null) waits.every(build.monitorMs, () => this.#dialIfIdle("asked"));
  }

  /** The guide's `reconnect()`: hangs up when connected, then connects. */
  reconnect(): void {
    const wasOnline = this.#online;
    this.hangUp();
    if (wasOnline) this.#events.down();
    this.#dial("asked");
  }

  emit(event: string, payload: Readonly<Record<string, unknown>>): void {
    if (this.#online) this.#link?.emit(event, payload);
  }

  hangUp(): void {
    this.#online = false;
    this.#link?.hangUp();
    this.#link = undefined;
  }

  #dialIfIdle(purpose: Purpose): void {
    if (this.#link === undefined) this.#dial(purpose);
  }

  #dial(purpose: Purpose): void {
    const { build, url, waits, ackTimeScale } = this.#options;
    const ackMs = purpose === "automatic" ? AUTOMATIC_ACK_MS : build.ownConnectAckMs;
    const target = { url, transports: build.transports, ackWithinMs: ackMs / ackTimeScale };
    this.#link = dial(target, waits.clock, {
      opened: () => this.#opened(purpose),
      ended: (ending) => this.#ended(ending, purpose),
      heard: (event, args, acknowledge) => this.#events.heard(event, args, acknowledge),
    });
  }

  #opened(purpose: Purpose): void {
    this.#online = true;
    this.#cancelAutomatic?.();
    this.#cancelAutomatic = undefined;
    this.#events.up(purpose);
  }

  #ended(ending: Ending, purpose: Purpose): void {
    const wasOnline = this.#online;
    this.#online = false;
    this.#link = undefined;
    if (wasOnline) this.#lost(ending);
    else if (purpose === "first" && this.#options.build.monitorMs === null) this.#events.gaveUp();
  }

  #lost(ending: Ending): void {
    const { build, waits } = this.#options;
    if (ending === "dropped") this.#dialLater(FIRST_DELAY_MS);
    if (build.attemptAfterLossMs !== null) {
      waits.after(build.attemptAfterLossMs, () => this.#dialIfIdle("afterLoss"));
    }
    this.#events.down();
  }

  /** Goes on until the device is on line by whatever means; a dial in progress counts as this attempt. */
  #dialLater(delayMs: number): void {
    const { build, waits, random } = this.#options;
    const capped = Math.min(delayMs, build.maxReconnectDelayMs);
    this.#cancelAutomatic = waits.after(capped + JITTER_MS * (2 * random() - 1), () => {
      this.#dialLater(capped * 2);
      this.#dialIfIdle("automatic");
    });
  }
}
