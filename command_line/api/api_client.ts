import { z } from "zod";
import { Problem } from "../../protocols/api/problem.ts";
import { CommandFailure, EXIT, usageFailure } from "../failure.ts";
import { serverSentEvents } from "./server_sent_events.ts";
import type { Texts } from "../texts/texts.ts";
import { AS_SAID, type WordSentence } from "../terminal/sentences.ts";
import { visible } from "../terminal/visible.ts";

/** Whom to ask, and in whose name. */
export interface ApiOptions {
  /** Base address without `/api/v1`. */
  readonly url: string;
  readonly token: string | undefined;
  readonly texts: Texts;
  /** Words a refusal. Default: as it was said. */
  readonly sentence?: WordSentence;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** A request to the API; `path` starts behind `/api/v1`. */
export interface ApiRequest {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: unknown;
  /** Set for requests that cause commands, so that a repeated request causes none. */
  readonly idempotencyKey?: string;
  /** The version that an edit was made from: refused where somebody has changed it meanwhile. */
  readonly version?: number;
}

/** Long enough for a host that is writing to a slow disk; a person would not wait longer. */
const ANSWER_TIMEOUT_MS = 15_000;
/** Some gigabytes over a slow line. */
const DOWNLOAD_TIMEOUT_MS = 6 * 3_600_000;
/** The largest page that the API gives. */
const MAX_PAGE = 500;

/** The control host did not answer at all; it may be starting again. */
export class Unreachable extends CommandFailure {
  override readonly name = "Unreachable";
}

/** There is no such thing on the control host. */
export class NotFound extends CommandFailure {
  override readonly name = "NotFound";
}

/** The HTTP API of a control host, as the command line needs it. Every failure is a {@link CommandFailure}. */
export class ApiClient {
  readonly #options: ApiOptions;
  readonly #base: string;

  constructor(options: ApiOptions) {
    this.#options = options;
    const url = URL.canParse(options.url) ? new URL(options.url) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
      throw usageFailure(options.texts.badUrl(visible(options.url)));
    }
    this.#base = `${url.origin}${url.pathname.replace(/\/+$/, "")}/api/v1`;
  }

  /** The control host's address, as it was given. */
  get url(): string {
    return this.#options.url;
  }

  /** Sends a request and returns the answer, checked against its schema. */
  async ask<T>(schema: z.ZodType<T>, request: ApiRequest): Promise<T> {
    const response = await this.#send(request);
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw this.#refused(response.status, body);
    const answer = schema.safeParse(body);
    if (answer.success) return answer.data;
    const issue = answer.error.issues[0];
    const what = `${request.path}: ${issue?.path.join(".")} ${issue?.message}`;
    throw new CommandFailure(this.#options.texts.badAnswer(visible(what)));
  }

  /** Sends a request whose answer is no text. */
  async bytes(request: ApiRequest): Promise<Uint8Array> {
    const response = await this.#send(request);
    if (response.ok) return await response.bytes();
    throw this.#refused(response.status, await response.json().catch(() => undefined));
  }

  /** Opens an answer of any size, to be read as it comes. `from`: bytes at its front that are here already. */
  async download(
    request: ApiRequest,
    { from = 0, enough }: { readonly from?: number; readonly enough?: AbortSignal | undefined } =
      {},
  ): Promise<ReadableStream<Uint8Array>> {
    const tooLong = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
    const signal = enough === undefined ? tooLong : AbortSignal.any([tooLong, enough]);
    const usual = this.#requestFor(request);
    if (from > 0) usual.headers.set("range", `bytes=${from}-`);
    const response = await this.#reach(new Request(usual, { signal }));
    // Whoever sends all of it again must not be written behind what is here.
    const isIt = response.status === (from > 0 ? 206 : 200);
    if (isIt && response.body !== null) return response.body;
    throw this.#refused(response.status, await response.json().catch(() => undefined));
  }

  /** Opens a stream of Server-Sent Events and gives each as it comes, until the stream or the reader ends. */
  async *events<T>(
    schema: z.ZodType<T>,
    request: ApiRequest,
    { after, signal }: { readonly after: string | undefined; readonly signal: AbortSignal },
  ): AsyncGenerator<{ readonly id: string | undefined; readonly data: T }> {
    const usual = this.#requestFor(request);
    const headers = new Headers(usual.headers);
    headers.set("accept", "text/event-stream");
    if (after !== undefined) headers.set("last-event-id", after);
    const response = await this.#reach(new Request(usual, { headers, signal }));
    if (!response.ok) {
      throw this.#refused(response.status, await response.json().catch(() => undefined));
    }
    for await (const { id, data } of serverSentEvents(response.body)) {
      const read = schema.safeParse(data);
      if (!read.success) throw new CommandFailure(this.#options.texts.badAnswer(request.path));
      yield { id, data: read.data };
    }
  }

  /** Sends a request whose answer has no content. */
  async order(request: ApiRequest): Promise<void> {
    const response = await this.#send(request);
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw this.#refused(response.status, body);
  }

  /** Reads pages until there are `limit` items; `more` when there are others behind them. */
  async pages<T>(
    item: z.ZodType<T>,
    request: ApiRequest,
    limit: number,
  ): Promise<{ readonly items: readonly T[]; readonly more: boolean }> {
    const page = z.object({ items: z.array(item), nextCursor: z.string().nullable() });
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const size = String(Math.min(MAX_PAGE, limit - items.length));
      const query = { ...request.query, limit: size, cursor };
      const answer = await this.ask(page, { ...request, query });
      items.push(...answer.items);
      cursor = answer.nextCursor ?? undefined;
    } while (cursor !== undefined && items.length < limit);
    return { items, more: cursor !== undefined };
  }

  #send(request: ApiRequest): Promise<Response> {
    return this.#reach(this.#requestFor(request));
  }

  async #reach(request: Request): Promise<Response> {
    const { texts, url, sentence = AS_SAID } = this.#options;
    try {
      return await this.#options.fetch(request);
    } catch (cause) {
      throw new Unreachable(
        texts.unreachable(visible(url), sentence(shortReason(cause))),
        texts.startIt,
      );
    }
  }

  #requestFor(
    { method = "GET", path, query = {}, body, idempotencyKey, version }: ApiRequest,
  ): Request {
    const url = new URL(this.#base + path);
    for (const [name, values] of Object.entries(query)) {
      for (const value of values === undefined ? [] : [values].flat()) {
        url.searchParams.append(name, value);
      }
    }
    const headers = new Headers({ accept: "application/json" });
    if (this.#options.token !== undefined) {
      headers.set("authorization", `Bearer ${this.#options.token}`);
    }
    if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
    if (version !== undefined) headers.set("if-match", `"${version}"`);
    if (body !== undefined) headers.set("content-type", "application/json");
    return new Request(url, {
      method,
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  #refused(status: number, body: unknown): CommandFailure {
    const { texts, token, sentence = AS_SAID } = this.#options;
    const problem = Problem.partial().safeParse(body);
    if (!problem.success || problem.data.detail === undefined) {
      return new CommandFailure(texts.badAnswer(`HTTP ${status}`));
    }
    const { detail, field } = problem.data;
    const message = visible(wordDetail(detail, field ?? "", sentence));
    if (status === 404) return new NotFound(message);
    if (status === 401) {
      return new CommandFailure(
        message,
        token === undefined ? texts.tokenMissing : texts.tokenRefused,
      );
    }
    if (status === 403) return new CommandFailure(message, texts.notAllowed);
    return new CommandFailure(message, undefined, status === 422 ? EXIT.usage : EXIT.failure);
  }
}

/** Where a field is at fault, its path stands before the sentence, or behind one that does not name it. */
function wordDetail(detail: string, field: string, sentence: WordSentence): string {
  const place = field === "" ? "" : `${field}: `;
  if (detail.startsWith(place)) return place + sentence(detail.slice(place.length));
  return `${sentence(detail)}${detail.startsWith(field) ? "" : ` (${field})`}`;
}

/** The runtime words a refused connection over a whole line, or hides it in a cause; only its core matters. */
function shortReason(error: unknown): string {
  const messages: string[] = [];
  let cause = error;
  // Causes nest two or three deep; the bound is for a chain that closes on itself.
  while (cause instanceof Error && messages.length < 5) {
    messages.push(cause.message);
    cause = cause.cause;
  }
  const core =
    /connection refused|timed out|dns error|failed to lookup|connection reset|invalid peer certificate/i;
  if (messages.some((message) => /due to timeout/.test(message))) return "timed out";
  const found = messages.map((message) => core.exec(message)?.[0]).find(Boolean);
  return visible(found ?? messages.at(-1) ?? String(error)).slice(0, 120);
}
