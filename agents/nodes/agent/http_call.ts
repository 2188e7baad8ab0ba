import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";

/** A call to the server's HTTP side. */
export interface HttpCall {
  /** `http://` or `https://`. */
  readonly url: string;
  readonly token: string | null;
  /** Posted as JSON; undefined: a GET. */
  readonly body?: unknown;
  /** PEM text of whom to trust; null: whom the system trusts. */
  readonly ca: string | null;
}

/** An answer, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  /** Undefined when it is no JSON. */
  readonly json: unknown;
}

/** Fielded builds give a call so long. */
const TIMEOUT_MS = 5_000;
/** A token and a sentence; more is no answer to this. */
const MAX_ANSWER_BYTES = 65_536;

/**
 * Calls once, and follows no redirect: a token is not for others. Certificates are checked as those of the WebSocket
 * are, by the same library. Rejects with the connection's error.
 */
export function callHttp({ url, token, body, ca }: HttpCall): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const text = body === undefined ? undefined : JSON.stringify(body);
  const request = (url.startsWith("https:") ? secureRequest : plainRequest)(url, {
    method: text === undefined ? "GET" : "POST",
    headers: {
      ...(token === null ? {} : { Authorization: `Token ${token}` }),
      ...(text === undefined ? {} : {
        "Content-Type": "application/json",
        "Content-Length": new TextEncoder().encode(text).length,
      }),
    },
    // A connection that is kept is one more that can be dead.
    agent: false,
    ...(ca === null ? {} : { ca }),
  });
  const timer = setTimeout(() => request.destroy(new Error("no answer within 5 s")), TIMEOUT_MS);
  request.on("error", reject);
  request.on("close", () => {
    clearTimeout(timer);
    reject(new Error("the connection was cut"));
  });
  request.on("response", (response) => {
    let answer = "";
    response.setEncoding("utf-8");
    response.on("data", (chunk: string) => {
      answer += chunk;
      if (answer.length > MAX_ANSWER_BYTES) request.destroy(new Error("the answer has no end"));
    });
    response.on("error", reject);
    response.on("end", () => resolve({ status: response.statusCode ?? 0, json: parsed(answer) }));
  });
  request.end(text);
  return promise;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
