/**
 * The Engine API over the runtime's own fetch. Source: Docker Engine API 1.41.
 *
 * @module
 */
import { z } from "zod";
import { EngineError } from "../container_engine.ts";
import { CallTime } from "./call_time.ts";
import type { EngineAddress } from "./engine_address.ts";
import { connectFailure, failureOf } from "./engine_failure.ts";

/** One call. The path begins behind the version, and is encoded. */
export interface EngineCall {
  readonly method?: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly json?: unknown;
  readonly body?: ReadableStream<Uint8Array>;
}

/** A list of 256 containers has some 400 kB; no answer that we read has more than this. */
const MAX_JSON_BYTES = 16 * 1_024 * 1_024;
/** What Docker 20.10 speaks (since December 2020): readings without a wait came with it. */
const SPOKEN = 1.41;
const VERSION_MS = 5_000;

const Version = z.object({
  ApiVersion: z.string().regex(/^1\.\d{1,3}$/),
  MinAPIVersion: z.string().regex(/^1\.\d{1,3}$/).catch("1.12"),
});

/** Calls to one engine. Every method rejects with an {@link EngineError} and nothing else. */
export class EngineHttp {
  readonly address: EngineAddress;
  readonly #base: string;
  readonly #client: Deno.HttpClient | undefined;
  #version: Promise<string> | undefined;

  /** @throws {EngineError} `forbidden` when this program may not use the socket */
  constructor(address: EngineAddress) {
    this.address = address;
    this.#base = address.kind === "unix"
      ? "http://docker"
      : `http://${address.host}:${address.port}`;
    this.#client = address.kind === "unix" ? clientOf(address) : undefined;
  }

  /** What stands before each path: `/v1.41`. Asked for once, and again after a failure. */
  async prefix(): Promise<string> {
    this.#version ??= this.#agree();
    try {
      return await this.#version;
    } catch (cause) {
      this.#version = undefined;
      throw cause;
    }
  }

  /** The answer, checked. */
  async json<T>(schema: z.ZodType<T>, call: EngineCall, time: CallTime): Promise<T> {
    const response = await this.open(call, time);
    return await readJson(schema, response, call.path, time);
  }

  /** Only the status: 200, 201, 204 or 304. */
  async status(call: EngineCall, time: CallTime): Promise<number> {
    const response = await this.open(call, time);
    await response.body?.cancel();
    return response.status;
  }

  /** The answer with its body still to be read; time and signal hold until its end. */
  async open(call: EngineCall, time: CallTime): Promise<Response> {
    return await this.#fetch(`${await this.prefix()}${call.path}`, call, time);
  }

  close(): void {
    this.#client?.close();
  }

  async #agree(): Promise<string> {
    const time = new CallTime(undefined, VERSION_MS);
    const response = await this.#fetch("/version", { path: "/version" }, time);
    const said = await readJson(Version, response, "/version", time);
    if (minor(said.ApiVersion) < minor(String(SPOKEN))) {
      const needed = `${SPOKEN} (Docker 20.10) or newer is needed`;
      throw new EngineError("tooOld", `The engine speaks API ${said.ApiVersion}; ${needed}`);
    }
    // Later engines drop old versions: then the oldest that is left is nearest to what we know.
    const least = minor(said.MinAPIVersion) > minor(String(SPOKEN)) ? said.MinAPIVersion : SPOKEN;
    return `/v${least}`;
  }

  async #fetch(path: string, call: EngineCall, time: CallTime): Promise<Response> {
    const { method = "GET", json, body } = call;
    const headers: Record<string, string> = { "Accept-Encoding": "identity" };
    if (json !== undefined) headers["Content-Type"] = "application/json";
    if (body !== undefined) headers["Content-Type"] = "application/x-tar";
    const sent = json === undefined ? body : JSON.stringify(json);
    const how = { method, headers, signal: time.signal, redirect: "manual" } as const;
    const init = { ...how, ...(sent === undefined ? {} : { body: sent }) };
    const client = this.#client === undefined ? {} : { client: this.#client };
    let response: Response;
    try {
      response = await fetch(`${this.#base}${path}`, { ...init, ...client });
    } catch (cause) {
      throw time.failure(call.path) ?? connectFailure(this.address, cause);
    }
    if (response.ok || response.status === 304) return response;
    throw failureOf(response.status, await readText(response, call.path, time));
  }
}

function clientOf(address: Extract<EngineAddress, { readonly kind: "unix" }>): Deno.HttpClient {
  try {
    return Deno.createHttpClient({ proxy: { transport: "unix", path: address.path } });
  } catch (cause) {
    throw connectFailure(address, cause);
  }
}

function minor(version: string): number {
  return Number(version.split(".")[1]);
}

async function readJson<T>(schema: z.ZodType<T>, response: Response, path: string, time: CallTime) {
  const text = await readText(response, path, time);
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new EngineError("odd", `The engine's answer to ${path} cannot be understood`, cause);
  }
}

async function readText(response: Response, path: string, time: CallTime): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > MAX_JSON_BYTES) break;
    }
  } catch (cause) {
    throw time.failure(path) ??
      new EngineError("unreachable", `${path}: the answer broke off`, cause);
  }
  if (text.length <= MAX_JSON_BYTES) return text;
  throw new EngineError("odd", `The engine's answer to ${path} is longer than 16 MiB`);
}
