import { getCookie } from "hono/cookie";
import type { MiddlewareHandler } from "hono";
import { type Identity, type Right, type Role, ROLES } from "../../../actors/access/messages.ts";
import { ask } from "../requests/asking.ts";
import { isForeignRequest, peerAddress } from "./connection.ts";
import type { ApiContext, ApiEnv } from "../dependencies.ts";
import { ProblemError, problemOf, valueOf } from "../answers/problems.ts";

/** The cookie of a browser session. */
export const SESSION_COOKIE = "signalbox_session";

/** Longer than any token; the rest is not worth hashing. */
const BEARER = /^Bearer +([\x21-\x7e]{1,256})$/i;

/** A user name and a token, as base64. */
const BASIC = /^Basic +([A-Za-z0-9+/]{1,512}={0,2})$/i;

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/** What a route wants of its caller beside the role. */
export interface Demands {
  /**
   * Also by HTTP Basic with the token as password. Only for what is safe: a browser keeps such credentials and sends
   * them by itself.
   */
  readonly takesBasic?: boolean;
  /** A right that no role includes, for all that the route does. */
  readonly right?: Right;
}

/** Lets a request through when its caller has `role` or a higher one, and the right: 401 without a caller, else 403. */
export function demandRole(
  role: Role,
  { takesBasic = false, right }: Demands = {},
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    c.set("takesBasic", takesBasic);
    const identity = await identify(c);
    if (!identity) {
      throw new ProblemError({ code: "unauthorized", detail: "no token and no session was given" });
    }
    if (!includes(identity.role, role)) {
      const detail = `${identity.role} may not do this, ${role} may`;
      throw new ProblemError({ code: "forbidden", detail });
    }
    if (right !== undefined) demandRight(identity, right);
    c.set("identity", identity);
    await next();
  };
}

/** Refuses a caller who lacks a right, and names it: whoever makes tokens is asked for exactly that. */
export function demandRight({ rights }: Pick<Identity, "rights">, right: Right): void {
  if (rights.includes(right)) return;
  throw new ProblemError({ code: "forbidden", detail: `this needs the right ${right}` });
}

/** True when a holder of `held` may do what `wanted` may. */
export function includes(held: Role, wanted: Role): boolean {
  return ROLES.indexOf(held) >= ROLES.indexOf(wanted);
}

/**
 * The caller by bearer token, else by session cookie; undefined when neither was given. A credential that was
 * given and is not valid is a problem, never nobody.
 */
export async function identify(c: ApiContext): Promise<Identity | undefined> {
  const header = c.req.header("Authorization");
  if (header !== undefined) return await byToken(c, header);
  const secret = getCookie(c, SESSION_COOKIE);
  return secret === undefined ? undefined : await bySession(c, secret);
}

async function byToken(c: ApiContext, header: string): Promise<Identity> {
  const secret = BEARER.exec(header)?.[1] ?? (c.var.takesBasic ? basicPassword(header) : undefined);
  if (secret === undefined) {
    const also = c.var.takesBasic ? ", or Basic with the token as password" : "";
    const detail = `the Authorization header must read: Bearer <token>${also}`;
    throw new ProblemError({ code: "unauthorized", detail });
  }
  return await authenticate(c, { kind: "token", secret });
}

/** The part behind the first colon (RFC 7617, section 2); whatever stands before it is nobody's name here. */
function basicPassword(header: string): string | undefined {
  const encoded = BASIC.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const pair = atob(encoded);
    const password = pair.slice(pair.indexOf(":") + 1);
    return pair.includes(":") && password !== "" ? password : undefined;
  } catch {
    return undefined;
  }
}

/** A browser sends the cookie by itself, so an unsafe request must prove that our own page made it. */
async function bySession(c: ApiContext, secret: string): Promise<Identity> {
  const identity = await authenticate(c, { kind: "session", secret: secret.slice(0, 256) });
  if (SAFE_METHODS.has(c.req.method)) return identity;
  refuseForeignOrigin(c);
  const given = c.req.header("X-CSRF-Token") ?? "";
  if (identity.csrfToken === null || !sameText(given, identity.csrfToken)) {
    const detail = "X-CSRF-Token must carry the csrfToken of the session";
    throw new ProblemError({ code: "csrf", detail });
  }
  return identity;
}

/**
 * Whether the credential that a long answer began with is still good. An access actor that does not answer is no
 * reason to cut anybody off.
 */
export async function stillAllowed(c: ApiContext): Promise<boolean> {
  try {
    return await identify(c) !== undefined;
  } catch (error) {
    return problemOf(error).code !== "unauthorized";
  }
}

/** Refuses what a page of another origin asks for. */
export function refuseForeignOrigin(c: ApiContext): void {
  if (!isForeignRequest(c)) return;
  throw new ProblemError({ code: "csrf", detail: "requests of another origin are refused" });
}

/** A device sends no Origin, so whoever does is a web page, wherever it came from. */
export function refuseBrowsers(c: ApiContext): void {
  if (c.req.header("Origin") === undefined) return;
  throw new ProblemError({ code: "forbidden", detail: "this route is for devices, not for pages" });
}

async function authenticate(
  c: ApiContext,
  credential: { readonly kind: "token" | "session"; readonly secret: string },
): Promise<Identity> {
  const address = peerAddress(c);
  return valueOf(await ask(c, c.var.deps.access, { type: "authenticate", credential, address }));
}

/** Compares without telling by its duration how much was right. */
function sameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < other.length; index++) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}
