import { changesOf, keyNames, storageOf } from "./chain_state.ts";
import { hexOf } from "./noise.ts";
import type { SimulatedContainer } from "./simulated_container.ts";

/** An error of JSON-RPC 2.0 (section 5.1), or a result. */
type Answer = { readonly result: unknown } | {
  readonly error: { readonly code: number; readonly message: string };
};

type Method = (node: SimulatedContainer, params: readonly unknown[], now: number) => unknown;

const METHOD_NOT_FOUND = -32_601;
const INVALID_REQUEST = -32_600;
/** Where the height stands in a block's hash, which so tells its block without being kept. */
const HASH_CHARS = 64, HEIGHT_CHARS = 8;
const SLOT_MS = 15_000;

/** What a node of this chain is asked by those who look after it. */
const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["system_health", (node, _params, now) => {
    const { peers, syncing } = node.chain(now);
    return { peers, isSyncing: syncing, shouldHavePeers: true };
  }],
  ["system_syncState", (node, _params, now) => {
    const { starting, best, target } = node.chain(now);
    return { startingBlock: starting, currentBlock: best, highestBlock: target };
  }],
  ["system_name", () => "Creditcoin Node"],
  ["system_version", () => "3.61.0"],
  ["system_chain", () => "Creditcoin3"],
  ["chain_getHeader", (node, [hash], now) => {
    const height = heightIn(hash) ?? node.chain(now).best;
    return { number: `0x${height.toString(16)}`, parentHash: hashOf(height - 1) };
  }],
  ["chain_getFinalizedHead", (node, _params, now) => hashOf(node.chain(now).finalized)],
  ["chain_getBlockHash", (node, [height], now) => {
    return hashOf(typeof height === "number" ? height : node.chain(now).best);
  }],
  ["author_rotateKeys", (node) => node.rotateKeys()],
  ["author_hasSessionKeys", (node, [keys]) => node.holds(String(keys))],
  ["author_hasKey", (node, [key]) => node.holds(String(key))],
  ["state_getStorage", (node, [key], now) => storageOf(node, key, now)],
  ["state_getKeysPaged", (node, [prefix, , from]) => keyNames(node, prefix, from)],
  ["state_queryStorageAt", (node, [keys], now) => [{
    block: hashOf(node.chain(now).best),
    changes: changesOf(node, keys),
  }]],
  ["babe_epochAuthorship", (_node, _params, now) => ({
    [`5${hexOf(3, 1, 12)}`]: { primary: [Math.floor(now / SLOT_MS)], secondary: [] },
  })],
]);

/** Which methods concern keys; these are what a rotation that fails is about. */
export function concernsKeys(request: string): boolean {
  return request.includes('"author_rotateKeys"');
}

/** Answers a request of JSON-RPC 2.0, or several of them in an array. Never throws. */
export function answerRpc(node: SimulatedContainer, request: string, now: number): string {
  const asked = parse(request);
  return JSON.stringify(
    Array.isArray(asked)
      ? asked.map((each) => answerOne(node, each, now))
      : answerOne(node, asked, now),
  );
}

function answerOne(node: SimulatedContainer, asked: unknown, now: number) {
  const { id = null, method, params } = (asked ?? {}) as Readonly<Record<string, unknown>>;
  return { jsonrpc: "2.0", id, ...answerTo(node, method, params, now) };
}

function answerTo(node: SimulatedContainer, method: unknown, params: unknown, now: number): Answer {
  if (typeof method !== "string") {
    return { error: { code: INVALID_REQUEST, message: "Invalid request" } };
  }
  const run = METHODS.get(method);
  if (run === undefined) return { error: { code: METHOD_NOT_FOUND, message: "Method not found" } };
  return { result: run(node, Array.isArray(params) ? params : [], now) };
}

function hashOf(height: number): string {
  const digits = hexOf(height, 1, HASH_CHARS - HEIGHT_CHARS);
  return `0x${digits}${height.toString(16).padStart(HEIGHT_CHARS, "0")}`;
}

function heightIn(hash: unknown): number | undefined {
  if (typeof hash !== "string" || hash.length !== HASH_CHARS + 2) return undefined;
  const height = Number.parseInt(hash.slice(-HEIGHT_CHARS), 16);
  return Number.isNaN(height) ? undefined : height;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
