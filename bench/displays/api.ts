import { setTimeout as pause } from "node:timers/promises";
import type { RunningServer } from "./servers.ts";
import { quantile } from "./statistics.ts";

/** The HTTP API of the control host under test, with its admin token. */
export class Api {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ url, token }: RunningServer, root = "/api/v1") {
    this.#base = `${url}${root}`;
    this.#headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  }

  get<T>(path: string): Promise<T> {
    return this.#request("GET", path, null);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.#request("POST", path, JSON.stringify(body));
  }

  async #request<T>(method: string, path: string, body: string | null): Promise<T> {
    const answer = await fetch(`${this.#base}${path}`, { method, headers: this.#headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 200)}`);
    return JSON.parse(text) as T;
  }
}

/** How long requests took, in ms, whole answer included. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
}

/**
 * Asks in turn for each path, so often a second, until told to stop. Requests leave by the clock and not one
 * after the other, so that a slow answer does not hide those that would have waited behind it.
 */
export function poll(
  api: Api,
  paths: readonly string[],
  perSecond: number,
): () => Promise<Latency> {
  const tookMs: number[] = [];
  const open: Promise<void>[] = [];
  let polling = true;
  const ask = async (path: string) => {
    const began = performance.now();
    await api.get(path);
    tookMs.push(performance.now() - began);
  };
  const began = performance.now();
  const loop = (async () => {
    for (let n = 0; polling; n++) {
      const dueMs = began + n * 1000 / perSecond - performance.now();
      if (dueMs > 0) await pause(dueMs);
      const path = paths[n % paths.length];
      if (path !== undefined) open.push(ask(path));
    }
  })();
  return async () => {
    polling = false;
    await loop;
    await Promise.all(open);
    tookMs.sort((a, b) => a - b);
    const [p50, p99, slowest] = [0.5, 0.99, 1].map((share) => quantile(tookMs, share));
    return { count: tookMs.length, p50: p50 ?? 0, p99: p99 ?? 0, slowest: slowest ?? 0 };
  };
}
