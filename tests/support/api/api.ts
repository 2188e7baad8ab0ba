import { SseClient } from "../../adapters/http/stubs/sse_client.ts";
import { type Command, type CommandDetail, isOver } from "../../../protocols/api/command.ts";
import type { DisplayDetail } from "../../../protocols/api/display.ts";
import { ADMIN_TOKEN } from "../host_settings.ts";

/** A request as tests write it. */
export interface ApiRequest {
  readonly method?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Null: none. Default: that of the `Api`. */
  readonly token?: string | null;
  readonly idempotencyKey?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly signal?: AbortSignal;
}

/** A control host's HTTP API over a real socket. */
export class Api {
  /** @param token of whoever asks, unless a request names another */
  constructor(readonly url: string, private readonly token: string = ADMIN_TOKEN) {}

  /** Any answer, whatever its status. */
  request(path: string, options: ApiRequest = {}): Promise<Response> {
    const { method = "GET", json, token = this.token, idempotencyKey, signal } = options;
    const headers = new Headers();
    if (token !== null) headers.set("Authorization", `Bearer ${token}`);
    if (idempotencyKey !== undefined) headers.set("Idempotency-Key", idempotencyKey);
    if (json !== undefined) headers.set("Content-Type", "application/json");
    for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
    return fetch(`${this.url}${path}`, {
      method,
      headers,
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** The body of a good answer; any other is an error with the problem in its message. */
  async call<T>(path: string, options: ApiRequest = {}): Promise<T> {
    const response = await this.request(path, options);
    const text = await response.text();
    const where = `${options.method ?? "GET"} ${path}`;
    if (!response.ok) throw new Error(`${where}: ${response.status} ${text}`);
    return text === "" ? undefined as T : JSON.parse(text);
  }

  display(name: string): Promise<DisplayDetail> {
    return this.call(`/api/v1/displays/${encodeURIComponent(name)}`);
  }

  /** Sends an order to a display: 202, or an error. */
  order(
    display: string,
    order: { readonly action: string } & Record<string, unknown>,
    options: ApiRequest = {},
  ): Promise<Command> {
    const path = `/api/v1/displays/${encodeURIComponent(display)}/commands`;
    return this.call(path, { method: "POST", json: order, ...options });
  }

  /** A command that is over, with its history. Rejects after `timeoutMs`. */
  async finished(command: Pick<Command, "id">, timeoutMs: number): Promise<CommandDetail> {
    return await this.until<CommandDetail>(`/api/v1/commands/${command.id}`, isOver, timeoutMs);
  }

  /**
   * Reads `path` until its body is as wanted: once, and again after every message of the event stream. So it
   * sees whatever the control host announces, and only that, and never waits by the
   * clock.
   */
  async until<T>(path: string, wanted: (body: T) => boolean, timeoutMs: number): Promise<T> {
    const giveUp = AbortSignal.timeout(timeoutMs);
    const stream = await this.request("/api/v1/events", { signal: giveUp });
    const events = new SseClient(stream.body);
    let last: T | undefined;
    try {
      // The stream's first message says that it follows from here on; nothing falls between.
      for (let event = await events.next(); event; event = await events.next()) {
        if (event.comment !== undefined) continue;
        last = await this.call<T>(path);
        if (wanted(last)) return last;
      }
      throw new Error("the event stream ended");
    } catch (cause) {
      const state = JSON.stringify(last)?.slice(0, 1_000);
      throw new Error(`${path} did not become as wanted; last: ${state}`, { cause });
    } finally {
      await events.leave().catch(() => {});
    }
  }
}
