import { z } from "zod";
import { Keys, nodeKeyType } from "../keys/key_text.ts";
import { commandOf, type CommandRun } from "./command.ts";

const TYPES = ["aura", "gran", "babe", "imon", "beefy"] as const;

const Params = z.object({
  public_keys: z.partialRecord(z.enum(TYPES), Keys).default({}),
});

/**
 * Which kinds of session keys a node holds: it is asked for each public key that is named; where none is named, its
 * keystore is looked at. As fielded builds M11; `session_keys_hex` is always null, as no key belongs into a result.
 */
export const CHECK_KEYS = commandOf({
  params: Params,
  turn: "free",
  async run({ public_keys: keys }, run) {
    const { container, tools: { keyMemory, rpc }, signal } = run;
    const named = Object.entries(keys);
    const key_types = named.length > 0 ? await askForEach(named, run) : await lookAtKeystore(run);
    const newest = keyMemory.newestOf(container);
    const has_session_keys = newest === undefined
      ? Object.values(key_types).some((held) => held)
      : await rpc.call(container, "author_hasSessionKeys", [newest], { signal }) === true;
    return { result: { container, has_session_keys, key_types, session_keys_hex: null } };
  },
});

async function askForEach(
  named: readonly (readonly [string, string])[],
  { container, tools: { rpc }, signal }: CommandRun,
): Promise<Record<string, boolean>> {
  const held: Record<string, boolean> = {};
  for (const [type, key] of named) {
    const answer = await rpc.call(container, "author_hasKey", [key, nodeKeyType(type)], { signal });
    held[type] = answer === true;
  }
  return held;
}

async function lookAtKeystore({ facts, tools, signal }: CommandRun) {
  const there = await tools.keyFolders.keyTypes(facts, signal);
  return Object.fromEntries(TYPES.map((type) => [type, there.has(nodeKeyType(type))]));
}
