import { z } from "zod";
import type { WireJson } from "../../../../protocols/mserver/events.ts";
import { readEpochSlots, readRegisteredKeys, readValidators } from "../chain_storage.ts";
import { Keys, shortKey } from "../keys/key_text.ts";
import { RpcError } from "../substrate_rpc.ts";
import { commandOf, type CommandRun } from "./command.ts";

const Params = z.object({
  session_keys: z.union([Keys, z.literal("")]).default(""),
  deep_search: z.boolean("must be true or false").default(true),
});

/** A result shows at most so many keys, shortened. As fielded builds M11. */
const MAX_SHOWN = 5;
/** Some hundred validators take two questions; a slow chain has time for twenty pages. */
const SEARCH_MS = 60_000;

/**
 * Whether a node validates: it has slots in this epoch, or the chain has its session keys registered for somebody.
 * Result objects as fielded builds M11.
 */
export const FIND_VALIDATOR = commandOf({
  params: Params,
  turn: "free",
  async run({ session_keys: given, deep_search: deep }, run) {
    const { container, tools: { keyMemory } } = run;
    const slots = await slotsOf(run);
    if (typeof slots === "number" && slots > 0) return { result: active(container, slots) };
    if (!deep) return { result: inactive(container, slots) };
    const keys = given || keyMemory.newestOf(container);
    if (keys === undefined) {
      const suggestion = "Name the session keys in session_keys, or rotate_keys makes new ones.";
      const error = "The node has no slots in this epoch, and its session keys are not known here.";
      return { result: { error, container, suggestion } };
    }
    return { result: await search(run, keys) };
  },
});

/** Slots of this epoch, or why they are not known. */
async function slotsOf(
  { tools: { rpc }, container, signal }: CommandRun,
): Promise<number | string> {
  try {
    return await readEpochSlots(rpc, container, { signal });
  } catch (cause) {
    // A chain without epochs does not know the method.
    if (cause instanceof RpcError && cause.code === "refused") return cause.message;
    throw cause;
  }
}

function active(container: string, slots: number): WireJson {
  const message = `${container} validates: ${slots} slots in this epoch`;
  return { container, is_validator: true, status: "active", message, epoch_slots: slots };
}

function inactive(container: string, slots: number | string): WireJson {
  const known = typeof slots === "number";
  const message = known ? `${container} has no slots in this epoch` : slots;
  const status = known ? "not_validator" : "error";
  return { container, is_validator: false, status, message, ...(known ? {} : { error: slots }) };
}

async function search({ tools: { rpc }, container, signal }: CommandRun, keys: string) {
  const limits = { signal: AbortSignal.any([signal, AbortSignal.timeout(SEARCH_MS)]) };
  const validators = await readValidators(rpc, container, limits);
  const shown: string[] = [];
  let checked = 0;
  for await (const page of readRegisteredKeys(rpc, container, limits)) {
    checked += page.length;
    for (const registered of page) {
      if (shown.length < MAX_SHOWN) shown.push(shortKey(registered.keys));
      if (registered.keys.toLowerCase() !== keys.toLowerCase()) continue;
      const now = validators.has(registered.account) ? "validates now" : "does not validate now";
      const message = `The keys are registered for ${registered.account}, which ${now}.`;
      return {
        ...found(container, keys, checked, shown),
        validator_account: registered.account,
        status: "success",
        message,
      };
    }
  }
  const message = `Nobody has registered these keys; ${checked} accounts were looked at.`;
  return {
    ...found(container, keys, checked, shown),
    validator_account: null,
    status: "not_found",
    message,
  };
}

function found(container: string, keys: string, checked: number, shown: readonly string[]) {
  return {
    container,
    session_keys: shortKey(keys),
    validators_checked: checked,
    session_keys_found: shown,
  };
}
