import assert from "node:assert/strict";
import type { WireJson } from "../../../../../protocols/mserver/events.ts";
import { readFinding } from "../../../../../protocols/mserver/findings.ts";
import { STORAGE } from "../../../../../agents/nodes/agent/chain_storage.ts";
import { commandStage, KEY, OTHER_KEY } from "./stage.ts";

const ACCOUNT = "11".repeat(32);
const STRANGER = "22".repeat(32);

/** A chain with one validator and one who waits. */
function chainStage(slots: unknown) {
  const stage = commandStage();
  const keyOf = (account: string) => `${STORAGE.nextKeys}${"00".repeat(8)}${account}`;
  stage.engine.rpc = (method, params) => {
    switch (method) {
      case "babe_epochAuthorship":
        if (slots instanceof Error) throw slots;
        return slots;
      case "state_getStorage":
        return `0x04${ACCOUNT}`;
      case "state_getKeysPaged":
        return [keyOf(STRANGER), keyOf(ACCOUNT)];
      case "state_queryStorageAt":
        assert.deepEqual(params[0], [keyOf(STRANGER), keyOf(ACCOUNT)]);
        return [{
          block: "0x00",
          changes: [[keyOf(STRANGER), OTHER_KEY], [keyOf(ACCOUNT), KEY]],
        }];
      default:
        throw new Error("Method not found");
    }
  };
  return stage;
}

Deno.test("find_validator says active for a node with slots in this epoch", async () => {
  const { result } = chainStage({ x: { primary: [1, 2], secondary: [3], secondary_vrf: [] } });
  const found = await result("find_validator");
  assert.deepEqual(found, {
    container: "3node0",
    is_validator: true,
    status: "active",
    message: "3node0 validates: 3 slots in this epoch",
    epoch_slots: 3,
  });
  assert.equal(readFinding("find_validator", found as WireJson)?.type, "validatorSought");
});

Deno.test("find_validator without a deep search says that there are none, or why nobody knows", async () => {
  const none = await chainStage({}).result("find_validator", { deep_search: false });
  assert.equal((none as { status: string }).status, "not_validator");
  const unknown = await chainStage(new Error("Method not found"))
    .result("find_validator", { deep_search: false });
  assert.equal((unknown as { status: string }).status, "error");
});

Deno.test("find_validator finds the account that has registered the keys", async () => {
  const { result } = chainStage({});
  const found = await result("find_validator", { session_keys: KEY });
  assert.deepEqual(found, {
    container: "3node0",
    session_keys: "0xabababab…",
    validators_checked: 2,
    session_keys_found: ["0xcdcdcdcd…", "0xabababab…"],
    validator_account: `0x${ACCOUNT}`,
    status: "success",
    message: `The keys are registered for 0x${ACCOUNT}, which validates now.`,
  });
  assert.ok(!JSON.stringify(found).includes(KEY));
});

Deno.test("find_validator says when nobody has registered the keys, and when it knows none", async () => {
  const { result } = chainStage({});
  const found = await result("find_validator", { session_keys: `0x${"ef".repeat(128)}` });
  assert.equal((found as { status: string }).status, "not_found");
  const unknown = await result("find_validator");
  assert.match((unknown as { suggestion: string }).suggestion, /session_keys/);
});
