import { request } from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { CallTime } from "./call_time.ts";
import type { EngineHttp } from "./engine_http.ts";
import { connectFailure, failureOf } from "./engine_failure.ts";

const MAX_REFUSAL_CHARS = 4_096;

/**
 * Starts what was prepared with ContainerExec, and answers its two-way stream. Fetch has no way to write on a
 * connection that was answered already, as a program's standard input needs it.
 *
 * @param input written at once, then the end of the input; undefined: the program has none
 * @throws {EngineError}
 */
export async function attach(
  http: EngineHttp,
  execId: string,
  input: string | undefined,
  time: CallTime,
): Promise<AsyncIterable<Uint8Array>> {
  const path = `${await http.prefix()}/exec/${execId}/start`;
  const { address } = http;
  const where = address.kind === "unix"
    ? { socketPath: address.path }
    : { host: address.host.replace(/^\[|\]$/g, ""), port: address.port };
  const body = JSON.stringify({ Detach: false, Tty: false });
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": body.length,
    Connection: "Upgrade",
    Upgrade: "tcp",
  };
  const asked = request({ ...where, path, method: "POST", headers });
  asked.end(body);
  try {
    const { socket, head } = await upgraded(asked, time.signal);
    if (input !== undefined) socket.end(input);
    return chunks(socket, head, time.signal);
  } catch (cause) {
    if (cause instanceof Refusal) throw failureOf(cause.status, cause.message);
    throw time.failure("exec") ?? connectFailure(address, cause);
  }
}

interface Upgraded {
  readonly socket: Duplex;
  readonly head: Uint8Array;
}

function upgraded(asked: ClientRequest, signal: AbortSignal): Promise<Upgraded> {
  const { promise, resolve, reject } = Promise.withResolvers<Upgraded>();
  const abort = () => asked.destroy(new Error("ended"));
  signal.addEventListener("abort", abort, { once: true });
  asked.on("upgrade", (_response: IncomingMessage, socket: Duplex, head: Uint8Array) => {
    resolve({ socket, head });
  });
  asked.on("response", (response: IncomingMessage) => {
    void refusalOf(response).then(reject);
  });
  asked.on("error", reject);
  return promise.finally(() => signal.removeEventListener("abort", abort));
}

class Refusal extends Error {
  constructor(readonly status: number, text: string) {
    super(text);
  }
}

async function refusalOf(response: IncomingMessage): Promise<Refusal> {
  let text = "";
  for await (const chunk of response) text = (text + String(chunk)).slice(0, MAX_REFUSAL_CHARS);
  return new Refusal(response.statusCode ?? 0, text);
}

async function* chunks(socket: Duplex, head: Uint8Array, signal: AbortSignal) {
  const abort = () => socket.destroy(new Error("ended"));
  signal.addEventListener("abort", abort, { once: true });
  try {
    if (head.length > 0) yield head;
    for await (const chunk of socket) yield chunk as Uint8Array;
  } finally {
    signal.removeEventListener("abort", abort);
    socket.destroy();
  }
}
