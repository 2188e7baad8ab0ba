import type { ScriptedNodeOptions } from "./scripted_node.ts";

/** The client gives each HTTP call this long. */
const TIMEOUT_MS = 5_000;

/** The HTTP calls of one client, to the host and port of its socket. */
export class HttpSide {
  /** The token that it has; null as long as it has none. */
  token: string | null;
  logsSaved = 0;
  /** Why logs were not taken: a status other than 200, or no JSON. */
  readonly logFailures: string[] = [];
  readonly #base: string;
  readonly #credentials: ScriptedNodeOptions["credentials"];

  constructor(options: Pick<ScriptedNodeOptions, "url" | "credentials" | "token">) {
    this.#base = options.url.replace(/^ws/, "http");
    this.#credentials = options.credentials;
    this.token = options.token ?? null;
  }

  /** Logs in, or verifies the token of an earlier day. True when it may dial. */
  async enter(): Promise<boolean> {
    if (this.#credentials !== undefined) return await this.#login(this.#credentials);
    return this.token === null || await this.#verify(this.token);
  }

  /** Sends a summary as the client does after each, constants included. */
  async saveLog(serverId: string, timestamp: number, summary: unknown): Promise<void> {
    const body = {
      server_id: serverId,
      timestamp,
      summary_data: summary,
      period_seconds: 60,
      data_points: 60,
    };
    const response = await this.#call("/api/server-logs/save/", body);
    const isJson = response?.headers.get("content-type")?.startsWith("application/json") ?? false;
    await response?.body?.cancel();
    if (response?.status === 200 && isJson) this.logsSaved++;
    else if (this.logFailures.length < 100) {
      this.logFailures.push(`${response?.status} JSON ${isJson}`);
    }
  }

  async #login(credentials: { readonly username: string; readonly password: string }) {
    const answer = await json(await this.#call("/api/auth/login/", credentials));
    if (answer.success !== true || typeof answer.token !== "string") return false;
    this.token = answer.token;
    return true;
  }

  async #verify(token: string): Promise<boolean> {
    const response = await this.#call("/api/auth/verify/", undefined, token);
    return response?.status === 200 && (await json(response)).valid === true;
  }

  /** Undefined when there was no answer; redirects are not followed. */
  async #call(path: string, body?: unknown, token = this.token): Promise<Response | undefined> {
    const headers: Record<string, string> = { "Content-Type": "application/json" };
    if (token !== null) headers.Authorization = `Token ${token}`;
    const how = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await fetch(`${this.#base}${path}`, { ...how, headers, signal, redirect: "manual" });
    } catch {
      return undefined;
    }
  }
}

async function json(response: Response | undefined): Promise<Record<string, unknown>> {
  if (response?.status !== 200) {
    await response?.body?.cancel();
    return {};
  }
  return await response.json().catch(() => ({}));
}
