/**
 * JSON-RPC of a Substrate node, asked from inside its container, where the node trusts who asks. Keys in questions and
 * answers never get into an error or a log. Source: node guide, section 3.2; JSON-RPC 2.0.
 *
 * @example
 * ```ts
 * const rpc = new SubstrateRpc({ engine });
 * const held = await rpc.call("3node0", "author_hasKey", ["0x…", "aura"]);
 * ```
 * @module
 */
import { z } from "zod";
import { withoutKeysIn } from "../../../protocols/mserver/session_keys.ts";
import { type CallLimits, type ContainerEngine, EngineError } from "./container_engine.ts";
import { rpcPortOf } from "./node_names.ts";
import { isUnfit, ownClient, RPC_CLIENTS, RPC_SECONDS, type RpcClient } from "./rpc_clients.ts";

/** How a node is asked. */
export interface RpcOptions {
  readonly engine: ContainerEngine;
  /** Ports of containers whose name does not tell. */
  readonly ports?: Readonly<Record<string, number>>;
  /** A program of the image, with `{port}`; default: curl, wget, bash or nc, whichever is there. */
  readonly program?: readonly string[];
}

/** One question. */
export interface RpcQuestion {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Why a node did not answer a question. */
export type RpcErrorCode =
  /** Its port is not known. */
  | "noPort"
  /** The image has no program that can ask. */
  | "noClient"
  /** Nobody answers at the port. */
  | "silent"
  /** The node says no. */
  | "refused"
  | "odd";

/** A node that did not answer. The message is a sentence for people, without keys. */
export class RpcError extends Error {
  readonly code: RpcErrorCode;

  constructor(code: RpcErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "RpcError";
    this.code = code;
  }
}

/** Answers with more are cut by the engine, and then no JSON. A page of 500 validators has 250 kB. */
const MAX_ANSWER_BYTES = 1_024 * 1_024;
const MAX_REASON_CHARS = 300;

const Answer = z.object({
  id: z.number().nullable().catch(null),
  result: z.unknown().optional(),
  error: z.object({ code: z.number(), message: z.string() }).optional(),
});
type Answer = z.infer<typeof Answer>;

/** Asks the nodes of one machine. Rejects with {@link RpcError} or {@link EngineError}. */
export class SubstrateRpc {
  readonly #engine: ContainerEngine;
  readonly #ports: Readonly<Record<string, number>>;
  readonly #clients: readonly RpcClient[];
  /** Which one a container has, as far as it was found out. */
  readonly #known = new Map<string, RpcClient>();

  constructor({ engine, ports = {}, program }: RpcOptions) {
    this.#engine = engine;
    this.#ports = ports;
    this.#clients = program === undefined ? RPC_CLIENTS : [ownClient(program)];
  }

  /** Where a container answers; undefined for one that is no node. */
  portOf(container: string): number | undefined {
    return Object.hasOwn(this.#ports, container) ? this.#ports[container] : rpcPortOf(container);
  }

  /** The result of one method. */
  async call(
    container: string,
    method: string,
    params: readonly unknown[] = [],
    limits: CallLimits = {},
  ): Promise<unknown> {
    const question = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    return resultOf(Answer.safeParse(await this.#ask(container, question, limits)), method);
  }

  /**
   * The results of several methods, asked at once where the node allows it. What it refuses is undefined; it rejects
   * only when the node does not answer at all.
   */
  async calls(
    container: string,
    questions: readonly RpcQuestion[],
    limits: CallLimits = {},
  ): Promise<readonly unknown[]> {
    const batch = questions.map((question, at) => ({ jsonrpc: "2.0", id: at + 1, ...question }));
    const answers = z.array(Answer).safeParse(
      await this.#ask(container, JSON.stringify(batch), limits),
    );
    if (!answers.success) return await this.#oneByOne(container, questions, limits);
    const byId = new Map(answers.data.map((answer) => [answer.id, answer.result]));
    return questions.map((_question, at) => byId.get(at + 1));
  }

  async #oneByOne(
    container: string,
    questions: readonly RpcQuestion[],
    limits: CallLimits,
  ): Promise<readonly unknown[]> {
    const results: unknown[] = [];
    for (const { method, params } of questions) {
      results.push(
        await this.call(container, method, params, limits).catch((cause) => {
          if (cause instanceof RpcError && cause.code === "refused") return undefined;
          throw cause;
        }),
      );
    }
    return results;
  }

  async #ask(container: string, body: string, limits: CallLimits): Promise<unknown> {
    const port = this.portOf(container);
    if (port === undefined) {
      const rule = "3nodeN and nodeN have one by their name, others need one in the settings";
      throw new RpcError("noPort", `${container} has no RPC port: ${rule}`);
    }
    const known = this.#known.get(container);
    for (const client of known === undefined ? this.#clients : [known]) {
      const text = await this.#askWith(client, container, port, body, limits);
      if (text === undefined) continue;
      this.#known.set(container, client);
      return readJson(text, port);
    }
    this.#known.delete(container);
    const tried = this.#clients.map((client) => client.argv(port)[0]).join(", ");
    throw new RpcError("noClient", `${container} has no program to ask its node with (${tried})`);
  }

  /** Undefined when the container cannot ask this way. */
  async #askWith(
    client: RpcClient,
    container: string,
    port: number,
    body: string,
    limits: CallLimits,
  ): Promise<string | undefined> {
    const bounds = { maxOutputBytes: MAX_ANSWER_BYTES, timeoutMs: RPC_SECONDS * 1_000, ...limits };
    try {
      const input = client.input(body, port);
      const outcome = await this.#engine.exec(container, client.argv(port), { ...bounds, input });
      if (isUnfit(outcome)) return undefined;
      const text = client.answer(outcome.stdout);
      if (outcome.exitCode === 0 && text !== undefined && text.trim() !== "") return text;
    } catch (cause) {
      if (!(cause instanceof EngineError) || cause.code === "aborted") throw cause;
      if (cause.code === "noProgram") return undefined;
      if (cause.code !== "timedOut") throw cause;
    }
    const why = "it is starting, or its RPC is off";
    throw new RpcError(
      "silent",
      `The node of ${container} does not answer at port ${port}: ${why}`,
    );
  }
}

function readJson(text: string, port: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without the cause, which quotes the text: it may hold keys.
    throw new RpcError("odd", `What answers at port ${port} is no JSON-RPC`);
  }
}

function resultOf(read: z.ZodSafeParseResult<Answer>, method: string): unknown {
  if (!read.success) throw new RpcError("odd", `The answer to ${method} is no JSON-RPC`);
  const { error, result } = read.data;
  if (error === undefined) return result ?? null;
  const reason = withoutKeysIn(error.message.slice(0, MAX_REASON_CHARS));
  throw new RpcError(
    "refused",
    `${method}: the node says ${JSON.stringify(reason)} (${error.code})`,
  );
}
