import { z } from "zod";
import { Keys, KeyType, nodeKeyType, shortKey } from "../keys/key_text.ts";
import { commandOf } from "./command.ts";

const Params = z.object({ public_key: Keys, key_type: KeyType.default("aura") });

/** Whether a node holds the secret half of one public key. As fielded builds M11. */
export const HAS_KEY = commandOf({
  params: Params,
  turn: "free",
  async run({ public_key: key, key_type: type }, { tools: { rpc }, container, signal }) {
    const held = await rpc.call(container, "author_hasKey", [key, nodeKeyType(type)], { signal });
    return {
      result: {
        has_key: held === true,
        container,
        key_type: type,
        public_key: shortKey(key),
      },
    };
  },
});
