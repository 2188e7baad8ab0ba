import type { CancelWait, Waits } from "../waits.ts";
import type { HttpSide } from "./http_side.ts";
import type { NodeBuild } from "./node_build.ts";
import { NodeLink } from "./node_link.ts";

/** What the line tells the client. */
export interface NodeLineEvents {
  up(): void;
  down(): void;
  /** Anything that somebody may wait for. */
  changed(): void;
  heard(frame: { readonly [key: string]: unknown }): void | Promise<void>;
}

/** Where to connect, as whom, and with what luck. */
export interface NodeLineOptions {
  readonly build: NodeBuild;
  readonly url: string;
  readonly serverId: string;
  readonly http: HttpSide;
  readonly waits: Waits;
  readonly answers: Waits;
  readonly random: () => number;
}

/** Without a token a client tries this often to get one, or to have the old one confirmed. */
const ENTER_AGAIN_MS = 30_000;
/** Ends that are remembered. */
const MAX_ENDS = 100;

/** Keeps a client on line the way its build does: first the token, then dial after dial with growing delays. */
export class NodeLine {
  connects = 0;
  readonly closes: number[] = [];
  readonly failures: string[] = [];
  readonly #options: NodeLineOptions;
  readonly #events: NodeLineEvents;
  #link: NodeLink | undefined;
  #cancelDial: CancelWait | undefined;
  #delayMs: number;
  #stopped = true;

  constructor(options: NodeLineOptions, events: NodeLineEvents) {
    this.#options = options;
    this.#events = events;
    this.#delayMs = options.build.backoff.firstMs;
  }

  get usable(): boolean {
    return this.#link?.usable ?? false;
  }

  start(): void {
    this.#stopped = false;
    void this.#enter();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelDial?.();
    if (this.usable) this.#link?.close();
    else this.#link?.drop();
  }

  send(text: string): boolean {
    if (!this.usable) return false;
    this.#link?.send(text);
    return true;
  }

  async #enter(): Promise<void> {
    const entered = await this.#options.http.enter();
    if (this.#stopped) return;
    this.#events.changed();
    if (entered) this.#dial();
    else this.#options.waits.after(ENTER_AGAIN_MS, () => void this.#enter());
  }

  #dial(): void {
    const { build, url, serverId, http, waits, answers } = this.#options;
    const timestamp = waits.clock.now();
    const register = { type: "register", serverId, version: build.version, timestamp };
    this.#link = new NodeLink({ build, url, token: http.token, register, waits, answers }, {
      registered: () => this.#registered(),
      heard: (frame) => this.#events.heard(frame),
      ended: (code, failure) => this.#ended(code, failure),
    });
  }

  #registered(): void {
    this.connects++;
    this.#delayMs = this.#options.build.backoff.firstMs;
    this.#events.up();
    this.#events.changed();
  }

  #ended(code: number, failure: string | null): void {
    this.#link = undefined;
    note(this.closes, code);
    if (failure !== null) note(this.failures, failure);
    this.#events.down();
    this.#events.changed();
    if (!this.#stopped) this.#dialLater();
  }

  #dialLater(): void {
    const { backoff } = this.#options.build;
    const jitter = 1 + backoff.jitter * this.#options.random();
    this.#cancelDial = this.#options.waits.after(this.#delayMs * jitter, () => this.#dial());
    this.#delayMs = Math.min(this.#delayMs * 2, backoff.maxMs);
  }
}

function note<T>(ends: T[], end: T): void {
  ends.push(end);
  if (ends.length > MAX_ENDS) ends.shift();
}
