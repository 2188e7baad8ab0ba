import type { Session } from "../../protocols/api/session.ts";
import { type Answer, garbled, readProblem } from "./problem.ts";
import { apiUrl, type Query } from "./root.ts";
import { identity, session, sessionLost } from "./session.ts";

/** A control host that has not answered by then is not going to; people wait no longer. */
const TIMEOUT_MS = 15_000;

/** A request of the page. */
export interface RequestOptions {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** One key per intention: a repeated press or a retry of the network causes one command. */
  readonly idempotencyKey?: string;
  /** The version that was seen, so that nobody's change is overwritten. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

/**
 * Asks the control host. Never rejects: what goes wrong is in the answer. 401 ends the session of the page.
 *
 * @param path below `/api/v1/`, its parts encoded; see `pathOf`
 */
export async function callApi<T>(path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), initOf(options));
  } catch {
    const code = options.signal?.aborted ? "aborted" : "unreachable";
    return { ok: false, problem: { code, status: 0, detail: "" } };
  }
  if (response.ok) return await readValue<T>(response);
  if (response.status === 401 && path !== "session") sessionLost();
  return { ok: false, problem: await readProblem(response) };
}

async function readValue<T>(response: Response): Promise<Answer<T>> {
  try {
    const value: unknown = response.status === 204 ? undefined : await response.json();
    // Whatever the API says is an object; another page has come from somewhere on the way.
    if (value === null || Array.isArray(value) || typeof value === "string") {
      return { ok: false, problem: garbled(response.status) };
    }
    return { ok: true, value: value as T, etag: response.headers.get("ETag") };
  } catch (cause) {
    // A line that broke in the middle is no fault of what was said.
    const problem = cause instanceof SyntaxError ? garbled(response.status) : BROKEN;
    return { ok: false, problem };
  }
}

const BROKEN = { code: "unreachable", status: 0, detail: "" } as const;

function initOf({ method = "GET", body, idempotencyKey, ifMatch, signal }: RequestOptions) {
  const csrf = identity.peek()?.csrfToken;
  const headers: Record<string, string> = {
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(method === "GET" || !csrf ? {} : { "X-CSRF-Token": csrf }),
    ...(idempotencyKey === undefined ? {} : { "Idempotency-Key": idempotencyKey }),
    ...(ifMatch === undefined ? {} : { "If-Match": ifMatch }),
  };
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return {
    method,
    headers,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  } satisfies RequestInit;
}

/** A list that the control host gives in one piece; it takes no page and no limit. */
export async function callWholeList<T>(path: string): Promise<Answer<readonly T[]>> {
  const answer = await callApi<{ readonly items: readonly T[] }>(path);
  if (!answer.ok) return answer;
  const { items } = answer.value ?? {};
  return Array.isArray(items)
    ? { ok: true, value: items, etag: null }
    : { ok: false, problem: garbled(200) };
}

/** All pages of a list, up to `most` entries; more is more than a person looks through. */
export async function callList<T>(
  path: string,
  query: Query = {},
  most = 10_000,
): Promise<Answer<readonly T[]>> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const answer: Answer<{ readonly items: readonly T[]; readonly nextCursor?: string | null }> =
      await callApi(path, { query: { ...query, cursor, limit: PAGE } });
    if (!answer.ok) return answer;
    if (!Array.isArray(answer.value?.items)) return { ok: false, problem: garbled(200) };
    items.push(...answer.value.items);
    cursor = answer.value.nextCursor ?? null;
  } while (cursor !== null && items.length < most);
  return { ok: true, value: items, etag: null };
}

/** The most that the control host gives at once. */
const PAGE = 500;

/** Asks who we are; a control host that does not answer leaves the session as it is. */
export async function askSession(): Promise<void> {
  const answer = await callApi<Session>("session");
  if (answer.ok) session.value = { state: "signedIn", session: answer.value };
  else if (answer.problem.status === 401) sessionLost();
}

/** Gives a token for a session cookie, which scripts cannot read. */
export async function signIn(token: string): Promise<Answer<unknown>> {
  const answer = await callApi("session", { method: "POST", body: { token } });
  if (answer.ok) await askSession();
  return answer;
}

/** Ends the session at the control host and here. Without the former there is still a cookie, and so a session. */
export async function signOut(): Promise<Answer<unknown>> {
  const answer = await callApi("session", { method: "DELETE" });
  if (answer.ok || answer.problem.status === 401) session.value = { state: "none" };
  return answer;
}
