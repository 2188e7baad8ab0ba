import { PATIENCE_MS, type Place } from "./reach.ts";

/** An answer, as far as it is looked at. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** `mute`: connected, and no answer. `otherProgram`: what comes is no HTTP. `hungUp`: nothing comes. */
export type HttpSilence = "mute" | "otherProgram" | "hungUp";

/** What of an answer is read: all that is asked for is small. */
const MAX_CHARS = 65_536;

/** Whoever serves HTTP at a place. */
export class HttpPeer {
  readonly #base: string;
  readonly #client: Deno.HttpClient;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor({ host, port, secure }: Place, ca: string | undefined) {
    const shown = host.includes(":") ? `[${host}]` : host;
    this.#base = `${secure ? "https" : "http"}://${shown}:${port}`;
    this.#client = Deno.createHttpClient(ca === undefined ? {} : { caCerts: [ca] });
    this.facts = { host, port };
  }

  /** Never rejects. */
  async get(path: string, authorization?: string): Promise<HttpAnswer | HttpSilence> {
    try {
      const response = await fetch(this.#base + path, {
        client: this.#client,
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(authorization === undefined ? {} : { headers: { authorization } }),
      });
      return { status: response.status, headers: response.headers, text: await start(response) };
    } catch (cause) {
      return silenceOf(cause);
    }
  }

  close(): void {
    this.#client.close();
  }
}

async function start(response: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_CHARS) break;
  }
  return text;
}

function silenceOf(cause: unknown): HttpSilence {
  if (cause instanceof DOMException && cause.name === "TimeoutError") return "mute";
  const words: string[] = [];
  // Causes nest two or three deep; the bound is for a chain that closes on itself.
  for (let each: unknown = cause; each instanceof Error && words.length < 5; each = each.cause) {
    words.push(each.message);
  }
  return /reset|closed|incomplete|eof/i.test(words.join(" ")) ? "hungUp" : "otherProgram";
}
