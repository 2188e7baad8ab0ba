import type { CommandLineHost, LocalTokens, TokenRow } from "../../command_line/host.ts";
import { runCommandLine } from "../../command_line/program.ts";

/** What a scripted control host answers: a status and a body, or nothing at all. */
export type Answer = readonly [status: number, body: unknown] | "unreachable";

/** A request as the control host saw it. */
export interface Seen {
  readonly route: string;
  readonly query: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/**
 * A process around the command line, made of memory: a scripted control host, time that passes only when it is
 * slept through, and tokens in a list.
 */
export class FakeHost {
  readonly seen: Seen[] = [];
  readonly slept: number[] = [];
  readonly tokens: TokenRow[] = [];
  tokensClosed = 0;
  out = "";
  err = "";
  #now = Date.parse("2026-03-01T00:00:10Z");

  /** By `GET /presets`; a list is answered one by one, its last entry for ever. */
  constructor(readonly answers: Readonly<Record<string, readonly Answer[]>> = {}) {}

  /** Runs a command line; arguments are split at spaces unless they come as a list. */
  run(
    typed: string | readonly string[],
    more: Partial<CommandLineHost> = {},
  ): Promise<number> {
    const args = typeof typed === "string" ? typed.split(" ").filter(Boolean) : typed;
    return runCommandLine(args, { ...this.#host(), ...more });
  }

  #host(): CommandLineHost {
    return {
      start: () => Promise.resolve(0),
      openTokens: () => Promise.resolve(this.#openTokens()),
      env: { SIGNALBOX_TOKEN: "sbx_test" },
      readTextFile: () => Promise.reject(new Error("No such file")),
      out: (text) => void (this.out += text),
      err: (text) => void (this.err += text),
      terminal: false,
      columns: 100,
      locale: "en-US",
      version: "1.2.3",
      fetch: (request) => this.#answer(request),
      clock: {
        now: () => this.#now,
        sleep: (ms) => {
          this.slept.push(ms);
          this.#now += ms;
          return Promise.resolve();
        },
      },
    };
  }

  async #answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const route = `${request.method} ${url.pathname.replace("/api/v1", "")}`;
    const text = await request.text();
    const before = this.seen.filter((other) => other.route === route).length;
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    this.seen.push({ route, query: url.search, headers: request.headers, body });
    const scripted = this.answers[route] ?? [[404, problem(404, `nothing at ${route}`)]];
    const answer = scripted[Math.min(before, scripted.length - 1)] ?? "unreachable";
    if (answer === "unreachable") throw new TypeError("Connection refused (os error 111)");
    const [status, content] = answer;
    return status === 204 ? new Response(null, { status }) : Response.json(content, { status });
  }

  #openTokens(): LocalTokens {
    return {
      create: (draft) => {
        const id = `tok_${this.tokens.length + 1}`;
        const token: TokenRow = { ...draft, id, createdAt: 1, lastUsedAt: null };
        this.tokens.push(token);
        return Promise.resolve({ secret: "sbx_only_once", token });
      },
      list: () => Promise.resolve(this.tokens),
      revoke: (id) => Promise.resolve(this.tokens.some((token) => token.id === id)),
      close: () => void (this.tokensClosed += 1),
    };
  }
}

/** A problem document. */
export function problem(status: number, detail: string): Record<string, unknown> {
  return { type: "urn:x", title: "x", status, detail, code: "invalid" };
}
