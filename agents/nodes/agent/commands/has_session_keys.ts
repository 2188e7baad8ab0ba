import { z } from "zod";
import { Keys, shortKey } from "../keys/key_text.ts";
import { commandOf } from "./command.ts";

const Params = z.object({ session_keys: z.union([Keys, z.literal("")]).default("") });

/** Whether a node holds session keys: the given ones, or the newest that this agent knows. As fielded builds M11. */
export const HAS_SESSION_KEYS = commandOf({
  params: Params,
  turn: "free",
  async run({ session_keys: given }, { tools: { rpc, keyMemory }, container, signal }) {
    const keys = given || keyMemory.newestOf(container);
    if (keys === undefined) {
      const error =
        `The newest session keys of ${container} are not known here: name them in session_keys`;
      return { result: { error, has_keys: false } };
    }
    const held = await rpc.call(container, "author_hasSessionKeys", [keys], { signal });
    return {
      result: {
        has_keys: held === true,
        container,
        checked_keys: given ? shortKey(given) : "current",
      },
    };
  },
});
