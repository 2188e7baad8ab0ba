import assert from "node:assert/strict";
import { readFinding } from "../../../protocols/mserver/findings.ts";
import { readRotatedKey, withoutKeys } from "../../../protocols/mserver/session_keys.ts";
import { KEY } from "./frames.ts";

Deno.test("readRotatedKey() finds the key in the fielded sentence and in the guide's object", () => {
  assert.equal(readRotatedKey(`새 세션 키: ${KEY}`), KEY);
  assert.equal(readRotatedKey(`${KEY}\n`), KEY);
  const guide = {
    status: "success",
    message: "새 세션 키 생성",
    session_key: KEY,
    container: "3node0",
  };
  assert.equal(readRotatedKey(guide), KEY);
});

Deno.test("readRotatedKey() gives one key one spelling, in large letters and without 0x", () => {
  const large = KEY.toUpperCase();
  assert.equal(readRotatedKey(`새 세션 키: ${large}`), KEY);
  assert.equal(readRotatedKey(`${large} ${KEY}`), KEY, "told twice");
  for (const session_key of [large, KEY.slice(2), ` ${KEY}\n`]) {
    assert.equal(readRotatedKey({ session_key }), KEY);
  }
});

Deno.test("readRotatedKey() finds no key where there is none, half of one, or two", () => {
  const none = [
    "",
    "새 세션 키: ",
    "0xab12",
    KEY.slice(2),
    `${KEY}0`,
    `${KEY} ${KEY.replace("a", "c")}`,
    null,
    7,
    [KEY],
    {},
    {
      session_key: 7,
    },
    { session_key: `${KEY}z` },
    { error: "no" },
    `0x${"ab".repeat(2_000)}`,
  ];
  for (const result of none) assert.equal(readRotatedKey(result), null);
});

Deno.test("withoutKeys() leaves ten characters of every key, wherever it is", () => {
  const result = { message: `키: ${KEY}`, session_key: KEY, list: [KEY, 1, null], short: "0xab12" };
  assert.deepEqual(withoutKeys(result), {
    message: "키: 0xab12ab12…",
    session_key: "0xab12ab12…",
    list: ["0xab12ab12…", 1, null],
    short: "0xab12",
  });
});

Deno.test("withoutKeys() cuts a key short that stands without 0x in a field for keys, and one in large letters", () => {
  const bare = KEY.slice(2);
  const result = {
    session_key: bare,
    session_keys_hex: KEY.toUpperCase(),
    hash: bare,
    deep: [{ sessionKeys: bare }],
  };
  assert.deepEqual(withoutKeys(result), {
    session_key: "0xab12ab12…",
    session_keys_hex: "0xab12ab12…",
    hash: bare,
    deep: [{ sessionKeys: "0xab12ab12…" }],
  });
  assert.equal(withoutKeys(`x ${KEY.toUpperCase()} y`), "x 0XAB12AB12… y");
});

Deno.test("readFinding() reads what each command of M11 found", () => {
  const cases = [
    ["check_keys", {
      has_session_keys: true,
      key_types: { aura: true, gran: false },
      session_keys_hex: null,
      container: "a",
    }, {
      type: "keysChecked",
      hasSessionKeys: true,
      keyTypes: { aura: true, gran: false },
    }],
    ["has_session_keys", { has_keys: false, container: "a", checked_keys: "current" }, {
      type: "sessionKeysSought",
      hasKeys: false,
    }],
    ["has_session_keys", { error: `no ${KEY}`, has_keys: false }, {
      type: "searchFailed",
      error: "no 0xab12ab12…",
    }],
    ["has_key", { has_key: true, container: "a", key_type: "gran", public_key: "0xab…" }, {
      type: "keySought",
      hasKey: true,
      keyType: "gran",
    }],
    ["find_validator", {
      container: "a",
      is_validator: true,
      status: "active",
      message: "m",
      epoch_slots: 3,
    }, {
      type: "validatorSought",
      isValidator: true,
      status: "active",
      account: null,
      validatorsChecked: null,
      message: "m",
    }],
    ["find_validator", {
      status: "success",
      validator_account: "5Grw",
      validators_checked: 41,
      message: "m",
    }, {
      type: "validatorSought",
      isValidator: null,
      status: "success",
      account: "5Grw",
      validatorsChecked: 41,
      message: "m",
    }],
    ["find_validator", { error: "no keys", container: "a", suggestion: "s" }, {
      type: "searchFailed",
      error: "no keys",
    }],
    ["has_key", "text", null],
    ["logs", {}, null],
    ["constructor", {}, null],
    ["has_session_keys", {}, null],
  ] as const;
  for (const [command, result, expected] of cases) {
    assert.deepEqual(readFinding(command, result), expected);
  }
});
