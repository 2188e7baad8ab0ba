import type { AgentLog } from "../../agent_log.ts";
import { describeError } from "../../describe_error.ts";
import { DialFailed, explainDial, finalProblem } from "./dial_problem.ts";
import { callHttp, type HttpAnswer } from "./http_call.ts";
import { isFrame, type WireFrame } from "./wire_frame.ts";

/** With what to log in. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where a token outlives the agent. */
export interface TokenStore {
  /** Null when there is none. */
  readToken(): Promise<string | null>;
  /** Rejects when it cannot be kept. */
  saveToken(token: string): Promise<void>;
}

/** What a login needs. */
export interface LoginOptions {
  readonly credentials: Credentials | null;
  readonly store: TokenStore;
  readonly ca: string | null;
  readonly log: AgentLog;
}

/** As long as a server takes it in a header. */
const TOKEN = /^[\x21-\x7e]{1,512}$/;

const TOKEN_INVALID = "the saved token is not valid there any more; log in with --username";

/**
 * The HTTP side of fielded builds: a user name and a password become a token, which is kept, verified at each start,
 * and shown at every connection. Nothing of it is ever logged.
 */
export class Login {
  readonly #options: LoginOptions;
  #token: string | null = null;
  #read = false;
  #verified = false;
  #troubleWithLogs = "";

  constructor(options: LoginOptions) {
    this.#options = options;
  }

  /**
   * The token for a connection; null when there is none and no login was configured. Rejects with `DialFailed` when
   * the server does not take the login, or a saved token, or does not answer.
   *
   * @param url of the WebSocket; the calls go to the same host and port
   */
  async token(url: string): Promise<string | null> {
    if (!this.#read) this.#token = await this.#options.store.readToken();
    this.#read = true;
    if (this.#token !== null && !this.#verified) await this.#verify(url, this.#token);
    const { credentials } = this.#options;
    if (this.#token === null && credentials !== null) await this.#logIn(url, credentials);
    return this.#token;
  }

  /** The server did not take the token: the next connection logs in anew, where it can. */
  refused(): void {
    this.#verified = false;
    if (this.#options.credentials !== null) this.#token = null;
  }

  /** Saves a summary on the server, as fielded builds do after each; not without a token. */
  async saveSummary(url: string, serverId: string, at: number, summary: unknown): Promise<void> {
    if (this.#token === null) return;
    const body = {
      server_id: serverId,
      timestamp: at,
      summary_data: summary,
      period_seconds: 60,
      data_points: 60,
    };
    try {
      const { status } = await this.#call(url, "server-logs/save/", body);
      this.#tellLogs(status === 200 ? "" : `the server answers with status ${status}`);
    } catch (cause) {
      this.#tellLogs(explainDial(cause).sentence);
    }
  }

  async #verify(url: string, token: string): Promise<void> {
    const { status, json } = await this.#call(url, "auth/verify/").catch(noAnswer);
    const refused = status === 401 || status === 403 ||
      (status === 200 && isFrame(json) && json.valid === false);
    if (!refused) {
      // A server without that route has nothing against it.
      this.#verified = status === 200;
      this.#token = token;
    } else if (this.#options.credentials !== null) this.#token = null;
    else throw new DialFailed(finalProblem(TOKEN_INVALID));
  }

  async #logIn(url: string, credentials: Credentials): Promise<void> {
    let answer: HttpAnswer;
    try {
      answer = await this.#call(url, "auth/login/", credentials);
    } catch (cause) {
      throw new DialFailed(explainDial(cause));
    }
    const token = tokenOf(answer);
    if (token === undefined) throw new DialFailed(finalProblem(wordRefusal(answer)));
    this.#token = token;
    this.#verified = true;
    const { store, log } = this.#options;
    log("info", `logged in as ${credentials.username}`);
    await store.saveToken(token).catch((cause: unknown) => {
      log(
        "warn",
        `the token cannot be kept (${describeError(cause)}); the next start logs in anew`,
      );
    });
  }

  #call(url: string, path: string, body?: unknown): Promise<HttpAnswer> {
    const { protocol, host } = new URL(url);
    const base = `${protocol === "wss:" ? "https:" : "http:"}//${host}/api`;
    return callHttp({ url: `${base}/${path}`, token: this.#token, body, ca: this.#options.ca });
  }

  #tellLogs(trouble: string): void {
    if (trouble === this.#troubleWithLogs) return;
    this.#troubleWithLogs = trouble;
    const { log } = this.#options;
    if (trouble === "") log("info", "summaries are saved on the server again");
    else {log(
        "warn",
        `summaries are not saved on the server (${trouble}); they still go over the line`,
      );}
  }
}

function noAnswer(): HttpAnswer {
  return { status: 0, json: undefined };
}

function tokenOf({ status, json }: HttpAnswer): string | undefined {
  if (status !== 200 || !isFrame(json) || json.success === false) return undefined;
  const { token }: WireFrame = json;
  return typeof token === "string" && TOKEN.test(token) ? token : undefined;
}

function wordRefusal({ status }: HttpAnswer): string {
  if (status === 429) return "too many logins; the server wants to be left alone for a while";
  if (status >= 500) return `no login: the server answers with status ${status}`;
  if (status === 404) return "no login: the server has none at /api/auth/login/";
  return "the server does not know that user name and password";
}
