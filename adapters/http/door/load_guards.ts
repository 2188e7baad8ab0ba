import { getCookie } from "hono/cookie";
import type { MiddlewareHandler } from "hono";
import { LOAD_COST } from "../../../actors/load.ts";
import { ConnectionCounts } from "../../connection_counts.ts";
import { SESSION_COOKIE } from "./authentication.ts";
import type { CallerLimit } from "./caller_limit.ts";
import { peerAddress } from "./connection.ts";
import type { Api, ApiContext, ApiEnv } from "../dependencies.ts";
import { ProblemError } from "../answers/problems.ts";

/**
 * What a route costs beyond a look into memory. A `stream` goes on for as long as somebody watches: no new ones while
 * there is much to do. `expensive` are charts, files, pictures and long histories: so many at once, and none while there
 * is too much to do.
 */
export type RouteCost = "stream" | "expensive";

/** Expensive requests in hand at once, in all and of one address: the charting thread draws a hundred a second. */
const MAX_EXPENSIVE = 64;
const MAX_EXPENSIVE_PER_ADDRESS = 32;
/** When to come again: calm has to last ten seconds before more is let in. */
const COME_AGAIN_MS = 10_000;
/** A refused caller is answered after this, so that whoever asks again at once gets nowhere fast. */
const HOLD_MS = 1_000;
/** Refused callers that are kept waiting, some kB each; more are answered at once, and their connections closed. */
const MAX_HELD = 4_096;

/** Holds back callers that nobody knows, and counts what is in hand. To be called before routes are registered. */
export function guardLoad(api: Api, callers: CallerLimit): void {
  const inHand = new ConnectionCounts({
    maxConnectionsPerAddress: MAX_EXPENSIVE_PER_ADDRESS,
    maxConnections: MAX_EXPENSIVE,
  });
  api.use(admitCallers(callers, inHand));
}

/** Holds back a route for which there is no room: 503 with a time to come again, or 429 to whoever has too many. */
export function holdBack(cost: RouteCost): MiddlewareHandler<ApiEnv> {
  return cost === "stream" ? refuseStreams : limitExpensive;
}

function admitCallers(callers: CallerLimit, inHand: ConnectionCounts): MiddlewareHandler<ApiEnv> {
  let held = 0;
  const refuse = async (c: ApiContext, address: string, retryAfterMs: number): Promise<never> => {
    c.var.deps.onProblem("tooManyRequests", address, "more requests than nobody vouches for");
    if (held >= MAX_HELD) {
      c.header("Connection", "close");
    } else {
      held++;
      await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
      held--;
    }
    const detail = "too many requests of this address without a valid token";
    throw new ProblemError({ code: "tooMany", detail, retryAfterMs });
  };
  return async (c, next) => {
    c.set("expensiveInHand", inHand);
    const address = peerAddress(c);
    const credential = credentialOf(c);
    const waitMs = callers.waitMs(address, credential, performance.now());
    if (waitMs > 0) await refuse(c, address, waitMs);
    await next();
    if (c.get("identity") === undefined) {
      callers.charge(address, LOAD_COST[c.var.deps.load().state], performance.now());
      if (credential !== undefined && c.res.status === 401) callers.disown(credential);
    } else if (credential !== undefined) {
      callers.vouch(credential);
    }
  };
}

function credentialOf(c: ApiContext): string | undefined {
  return c.req.header("Authorization") ?? getCookie(c, SESSION_COOKIE);
}

const refuseStreams: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.var.deps.load().state !== "normal") throw noRoom(c, "busy: no new streams are opened");
  await next();
};

const limitExpensive: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { deps, expensiveInHand: inHand } = c.var;
  if (deps.load().state === "overloaded") throw noRoom(c, "overloaded: this has to wait");
  const address = peerAddress(c);
  if (inHand.enter(address) !== null) {
    const detail = "too many expensive requests at once";
    throw new ProblemError({ code: "tooMany", detail, retryAfterMs: HOLD_MS });
  }
  try {
    await next();
  } finally {
    inHand.leave(address);
  }
};

function noRoom(c: ApiContext, why: string): ProblemError {
  c.var.deps.onProblem("noRoom", peerAddress(c), why);
  const detail = `the control host is ${why}`;
  return new ProblemError({ code: "unavailable", detail, retryAfterMs: COME_AGAIN_MS });
}
