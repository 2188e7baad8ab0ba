import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ApiEnv, HttpApiDependencies } from "../dependencies.ts";
import { ProblemError } from "../answers/problems.ts";

/** Largest body, in bytes: a preset for 5,000 displays fits. */
export const MAX_BODY_BYTES = 1_000_000;

const JSON_TYPE = /^application\/([a-z-.]+\+)?json(;|$)/i;

/** Gives every request what handlers need, and every answer its headers. */
export function prepare(deps: HttpApiDependencies): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    c.set("deps", deps);
    c.set("correlationId", crypto.randomUUID());
    c.header("X-Correlation-Id", c.var.correlationId);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Cache-Control", "no-store");
    c.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    // Host is a part of it, and whoever sends it writes what he likes.
    if (!URL.canParse(c.req.url)) {
      throw new ProblemError({ code: "badRequest", detail: "Host must be a name or an address" });
    }
    await next();
  };
}

/** Refuses a body over {@link MAX_BODY_BYTES}, counted while it arrives where no length is given. */
export const limitBody: MiddlewareHandler<ApiEnv> = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) => {
    // What is left of the body is not read, so the connection is of no use for a next request.
    c.header("Connection", "close");
    const detail = `a request may have ${MAX_BODY_BYTES} bytes at most`;
    throw new ProblemError({ code: "payloadTooLarge", detail });
  },
});

/** Refuses a body that is not said to be JSON, for it would be taken for no body at all. */
export const demandJson: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const length = c.req.header("Content-Length");
  const hasBody = length === undefined
    ? c.req.header("Transfer-Encoding") !== undefined
    : length !== "0";
  if (hasBody && !JSON_TYPE.test(c.req.header("Content-Type") ?? "")) {
    const detail = "a body must be sent as Content-Type: application/json";
    throw new ProblemError({ code: "unsupportedMediaType", detail });
  }
  await next();
};

/**
 * Looks at a JSON body before it is parsed. A client that always says JSON, and this time has nothing to say, is heard
 * as one that sends no body. What is not UTF-8 (RFC 8259, section 8.1) is refused: a name would be kept as rubbish.
 */
export const readJsonText: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { method, raw } = c.req;
  if (BODILESS.has(method) || c.req.header("Content-Type") === undefined) return await next();
  const text = await c.req.text();
  if (text.includes(NOT_UTF8)) {
    throw new ProblemError({ code: "badRequest", detail: "the body must be UTF-8" });
  }
  if (text === "") {
    const headers = new Headers(raw.headers);
    headers.delete("Content-Type");
    c.req.raw = new Request(raw.url, { method, headers, signal: raw.signal });
  }
  await next();
};

const BODILESS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/** What a decoder puts in the place of bytes that are none of UTF-8; nobody types it. */
const NOT_UTF8 = "\ufffd";
