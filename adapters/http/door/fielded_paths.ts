import { type ProblemCode, PROBLEMS } from "../../../protocols/api/problem.ts";
import type { ProblemFacts } from "../answers/problems.ts";

/** The old REST interface of displays (fielded builds C3). */
export const CLIENTS = "/api/clients";
/** What mclients call (fielded builds M11 and M10); with and without the slash at the end. */
export const LOGIN = "/api/auth/login/";
export const VERIFY = "/api/auth/verify/";
export const SAVE_LOG = "/api/server-logs/save/";

/** Routes of mclients, which the device port serves too. */
export const MCLIENT_PATHS: readonly string[] = [LOGIN, VERIFY, SAVE_LOG];

/** A route's path as it is declared: mclients write a slash at its end, people leave it out. */
export function declaredPath(path: string): string {
  return MCLIENT_PATHS.find((each) => each === `${path}/`) ?? path;
}

/** How a route that fielded devices call says no. */
export interface FieldedRefusal {
  readonly status: typeof PROBLEMS[ProblemCode]["status"];
  readonly body: Readonly<Record<string, string | boolean>>;
}

type Wording = (detail: string) => FieldedRefusal["body"];

const FAILED: Wording = (message) => ({ success: false, message });
const WORDINGS: ReadonlyMap<string, Wording> = new Map([
  [CLIENTS, (error: string) => ({ error })],
  [LOGIN, FAILED],
  [VERIFY, () => ({ valid: false })],
  [SAVE_LOG, FAILED],
]);

/** What the old interfaces said 400 to. */
const BAD_REQUEST: ReadonlySet<number> = new Set([404, 405, 409, 415, 422]);

/** A problem in the words of the clients that call this path; undefined where problem documents are read. */
export function fieldedRefusal(
  path: string,
  { code, detail }: ProblemFacts,
): FieldedRefusal | undefined {
  const wording = WORDINGS.get(declaredPath(path));
  if (wording === undefined) return undefined;
  const { status } = PROBLEMS[code];
  return { status: BAD_REQUEST.has(status) ? 400 : status, body: wording(detail) };
}
