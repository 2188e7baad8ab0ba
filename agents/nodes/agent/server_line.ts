import type { AgentLog } from "../../agent_log.ts";
import { Backoff } from "../../backoff.ts";
import type { CancelWait, Waits } from "../../waits.ts";
import { DialFailed, type DialProblem, explainDial, finalProblem } from "./dial_problem.ts";
import { ServerLink } from "./server_link.ts";
import type { WireFrame } from "./wire_frame.ts";

/** What the line tells the agent. */
export interface ServerLineEvents {
  up(): void;
  down(): void;
  heard(frame: WireFrame & { readonly type: string }): void;
}

/** Where to connect, and as whom. */
export interface ServerLineOptions {
  /** Tried in turn, best first: `wss://…` alone, or `wss://…` and `ws://…`. */
  readonly urls: readonly string[];
  readonly ca: string | null;
  /** The frame to begin with, made anew for each connection. */
  register(): WireFrame;
  /** The token for a connection; null without one. Rejects with `DialFailed` when there is none to be had. */
  token(url: string): Promise<string | null>;
  /** The server did not take the token. */
  tokenRefused(): void;
  readonly waits: Waits;
  readonly random: () => number;
  readonly log: AgentLog;
}

/** Fielded builds wait 1, 2, 4 … 1,024 s; a tenth to either side keeps a fleet from coming back as one. */
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 1_024_000;
const JITTER = 0.1;
/** Two agents with one server id push each other out within a second: that is no success to begin anew from. */
const HEALTHY_MS = 10_000;

/** The connection to the server, for ever: after every loss it is dialled again, ever more slowly. */
export class ServerLine {
  readonly #options: ServerLineOptions;
  readonly #events: ServerLineEvents;
  readonly #backoff: Backoff;
  #urls: readonly string[];
  #link: ServerLink | undefined;
  #up = false;
  #upSince = 0;
  #cancelDial: CancelWait = () => {};
  #stopped = false;
  /** Told once, and again when it is another. */
  #trouble = "";

  constructor(options: ServerLineOptions, events: ServerLineEvents) {
    this.#options = options;
    this.#events = events;
    this.#urls = options.urls;
    const { random } = options;
    const times = { firstMs: FIRST_DELAY_MS, maxMs: MAX_DELAY_MS, jitter: JITTER, random };
    this.#backoff = new Backoff(times);
  }

  /** The server has let the agent in. */
  get up(): boolean {
    return this.#up;
  }

  /** Bytes that wait for the network. */
  get queuedBytes(): number {
    return this.#link?.queuedBytes ?? 0;
  }

  start(): void {
    void this.#dial(0);
  }

  /** Says something now, or not at all. */
  send(text: string): boolean {
    return this.#link?.send(text) ?? false;
  }

  /** Calls back when everything said so far has arrived; never, when the connection is lost before. */
  probe(arrived: () => void): void {
    this.#link?.probe(arrived);
  }

  /** Hangs up for good. */
  stop(): void {
    this.#stopped = true;
    this.#cancelDial();
    this.#link?.close();
  }

  async #dial(at: number): Promise<void> {
    const url = this.#urls[at];
    if (url === undefined) return this.#dialLater();
    const { ca, waits } = this.#options;
    let token: string | null;
    try {
      token = await this.#options.token(url);
    } catch (cause) {
      return this.#next(at, cause instanceof DialFailed ? cause.problem : explainDial(cause));
    }
    if (this.#stopped) return;
    this.#link = new ServerLink({ url, token, ca, register: this.#options.register(), waits }, {
      registered: () => this.#registered(url),
      heard: (frame) => this.#events.heard(frame),
      ended: (code, problem) => this.#ended(at, code, problem),
    });
  }

  #registered(url: string): void {
    const { log, waits } = this.#options;
    // What is meant for a server that speaks TLS never goes out without it again.
    if (url.startsWith("wss:")) this.#urls = [url];
    this.#up = true;
    this.#upSince = waits.clock.now();
    this.#trouble = "";
    log("info", `connected to ${url}`);
    if (url.startsWith("ws:") && this.#urls.length > 1) {
      log("warn", `${url} is not encrypted: no server answered with TLS`);
    }
    this.#events.up();
  }

  #ended(at: number, code: number, problem: DialProblem | null): void {
    this.#link = undefined;
    const { log, waits } = this.#options;
    if (!this.#up) return this.#next(at, problem ?? finalProblem(`it closed with code ${code}`));
    this.#up = false;
    this.#events.down();
    if (this.#stopped) return;
    log("warn", `the connection is lost (${problem?.sentence ?? `code ${code}`})`);
    const healthyMs = HEALTHY_MS / waits.timeScale;
    if (waits.clock.now() - this.#upSince >= healthyMs) this.#backoff.reset();
    this.#dialLater();
  }

  #next(at: number, problem: DialProblem): void {
    if (this.#stopped) return;
    if (problem.refused) this.#options.tokenRefused();
    const { log } = this.#options;
    const { sentence } = problem;
    const last = at === this.#urls.length - 1 || problem.final;
    const trouble = `${this.#urls[at]} cannot be reached: ${sentence}`;
    if (!last) {
      log("debug", trouble);
      return void this.#dial(at + 1);
    }
    log(trouble === this.#trouble ? "debug" : "warn", `${trouble}; tried again for ever`);
    this.#trouble = trouble;
    this.#dialLater();
  }

  #dialLater(): void {
    if (this.#stopped) return;
    this.#cancelDial = this.#options.waits.after(
      this.#backoff.next(),
      () => void this.#dial(0),
    );
  }
}
