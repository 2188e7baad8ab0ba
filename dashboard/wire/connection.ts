import { signal } from "@preact/signals";
import type { Event } from "../../protocols/api/event.ts";
import { applyEvent, loadFleet, publishFleet } from "./fleet.ts";
import { garbled, type RequestProblem } from "./problem.ts";
import { apiUrl, rootUrl } from "./root.ts";
import { readServerEvents } from "./server_events.ts";
import { session, sessionLost } from "./session.ts";

/**
 * How the page is connected. While `lost`, what it shows is as old as `since` (epoch ms) says. `problem`: the control
 * host answers, and what it answers is of no use.
 */
export type ConnectionState =
  | { readonly state: "connecting"; readonly problem?: RequestProblem | undefined }
  | { readonly state: "live" }
  | {
    readonly state: "lost";
    readonly since: number;
    readonly problem?: RequestProblem | undefined;
  };

/** The connection of this page. */
export const connection = signal<ConnectionState>({ state: "connecting" });

/** Between two drawings of what has changed: people see no faster, and a busy fleet costs no more. */
const PUBLISH_MS = 250;
/** Without a byte for this long the control host is asked whether it is there. */
const SILENCE_MS = 5_000;
/** How long it may take to say so: with the silence before it, a dead line is noticed within ten seconds. */
const PROBE_MS = 4_000;
const WATCH_MS = 500;
/** Between two tries: quick at first, for a control host that is started anew comes back within seconds. */
const FIRST_RETRY_MS = 300;
const LAST_RETRY_MS = 4_000;

/** Windows of maintenance are made and groups are edited in crowds, when somebody plans a night. */
const REREAD_MS = 500;
const WORK: ReadonlySet<Event["type"]> = new Set([
  "maintenance.changed",
  "group.changed",
  "group.removed",
]);

const listeners = new Set<(event: Event) => void>();

/** Hands every event to `listener`, until the returned function is called. */
export function onEvent(listener: (event: Event) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The event stream, opened again for as long as the page is there and somebody is signed in. */
export class FleetConnection {
  #lastEventId: string | undefined;
  #heardAt = 0;
  #retryMs = FIRST_RETRY_MS;
  /** Events that came while the lists were being read; newer than the lists. */
  #waiting: Event[] | undefined;
  #attempt = new AbortController();
  /** What the control host said against this attempt. */
  #problem: RequestProblem | undefined;
  #probing = false;
  #rereading: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** Runs until {@link stop}. */
  async run(): Promise<void> {
    const publishing = setInterval(publishFleet, PUBLISH_MS);
    const watching = setInterval(() => void this.#watch(), WATCH_MS);
    while (!this.#stopped) {
      this.#attempt = new AbortController();
      this.#heardAt = Date.now();
      this.#problem = undefined;
      const { status } = await readServerEvents(
        apiUrl("events"),
        this.#lastEventId,
        this,
        this.#attempt.signal,
      );
      if (status === 401) sessionLost();
      else if (status >= 400) this.#problem = garbled(status);
      if (session.peek().state === "none" || this.#stopped) break;
      this.#lost();
      await wait(this.#retryMs * (0.75 + Math.random() / 2));
      this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
    }
    clearInterval(publishing);
    clearInterval(watching);
  }

  /** What is shown ages from here on; the next connection begins with lists of its own. */
  stop(): void {
    this.#stopped = true;
    this.#attempt.abort();
    clearTimeout(this.#rereading);
    this.#lost();
    // Whoever comes next sees nothing of what the one before has seen.
    const value = session.peek();
    if (value.state === "none" && !value.ended) connection.value = { state: "connecting" };
  }

  onHeard(): void {
    this.#heardAt = Date.now();
  }

  onMessage(data: unknown, id: string | undefined): void {
    const event = data as Event;
    if (event.type === "reset" || (event.type === "ready" && this.#lastEventId === undefined)) {
      void this.#load();
    } else if (event.type === "ready") this.#live();
    if (id !== undefined) this.#lastEventId = id;
    if (this.#waiting) this.#waiting.push(event);
    else this.#apply(event);
  }

  /** Lists and events overlap: what came while the lists were read is applied after them. */
  async #load(): Promise<void> {
    const attempt = this.#attempt;
    const waiting: Event[] = this.#waiting = [];
    const answer = await loadFleet();
    if (this.#attempt !== attempt || this.#waiting !== waiting) return;
    this.#waiting = undefined;
    if (!answer.ok) {
      this.#lastEventId = undefined;
      this.#problem = answer.problem;
      return attempt.abort();
    }
    waiting.forEach((event) => this.#apply(event));
    publishFleet();
    this.#live();
  }

  #apply(event: Event): void {
    applyEvent(event);
    if (WORK.has(event.type)) this.#rereading ??= setTimeout(() => this.#reread(), REREAD_MS);
    for (const listener of listeners) listener(event);
  }

  /** Who is under maintenance is in the lists; no event tells it of each member. */
  #reread(): void {
    this.#rereading = undefined;
    if (!this.#attempt.signal.aborted && connection.peek().state === "live") void this.#load();
  }

  #live(): void {
    this.#retryMs = FIRST_RETRY_MS;
    connection.value = { state: "live" };
  }

  #lost(): void {
    // Lists that were being read are of no use without the events after them.
    if (this.#waiting) this.#lastEventId = undefined;
    this.#waiting = undefined;
    const value = connection.peek();
    const problem = this.#problem;
    if (value.state === "live") {
      connection.value = { state: "lost", since: this.#heardAt, problem };
    } else if (value.problem !== problem) connection.value = { ...value, problem };
  }

  /** A line that broke without a word stays open for minutes; a control host that lives answers a question. */
  async #watch(): Promise<void> {
    const attempt = this.#attempt;
    if (this.#probing || Date.now() - this.#heardAt < SILENCE_MS) return;
    this.#probing = true;
    const signal = AbortSignal.timeout(PROBE_MS);
    const answer = await fetch(rootUrl("healthz"), { signal }).catch(() => undefined);
    this.#probing = false;
    if (answer?.ok) this.#heardAt = Date.now();
    else if (attempt === this.#attempt) attempt.abort();
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
