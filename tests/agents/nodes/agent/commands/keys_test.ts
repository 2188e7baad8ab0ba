import assert from "node:assert/strict";
import type { WireJson } from "../../../../../protocols/mserver/events.ts";
import { readFinding } from "../../../../../protocols/mserver/findings.ts";
import { readRotatedKey } from "../../../../../protocols/mserver/session_keys.ts";
import { EngineError } from "../../../../../agents/nodes/agent/container_engine.ts";
import { outcome } from "../fake_engine.ts";
import { commandStage, KEY, OTHER_KEY } from "./stage.ts";

/** A node that holds what it has made. */
function keyStage(newKey: unknown = KEY) {
  const stage = commandStage();
  const held = new Set<unknown>();
  const asked: string[] = [];
  stage.engine.rpc = (method, [first, second]) => {
    asked.push(method);
    if (method === "author_rotateKeys") {
      held.add(newKey);
      return newKey;
    }
    if (method === "author_hasSessionKeys") return held.has(first);
    if (method === "author_hasKey") return first === "0x01" && second === "beef";
    throw new Error("Method not found");
  };
  return { ...stage, held, asked };
}

Deno.test("rotate_keys answers the guide's object and a key_update, after the node has confirmed it", async () => {
  const { run, asked, clock } = keyStage();
  const { status, result, after } = await run("rotate_keys");
  assert.equal(status, "completed");
  assert.deepEqual(result, {
    status: "success",
    message: "새 세션 키 생성 및 서버 전송 완료",
    session_key: KEY,
    container: "3node0",
    verified: true,
  });
  assert.equal(readRotatedKey(result), KEY);
  assert.deepEqual(after, [{
    type: "key_update",
    data: {
      container: "3node0",
      session_key: KEY,
      timestamp: clock.now(),
      action: "rotate_keys",
    },
  }]);
  assert.deepEqual(asked, ["author_rotateKeys", "author_hasSessionKeys"]);
});

Deno.test("rotate_keys never puts a key into a command line", async () => {
  const { run, engine } = keyStage();
  await run("rotate_keys");
  assert.ok(engine.execs.length >= 2);
  assert.ok(!JSON.stringify(engine.execs.map(({ argv }) => argv)).includes(KEY));
});

Deno.test("rotate_keys fails and reports no key when the node does not hold what it made", async () => {
  const { run, held } = keyStage();
  held.add = () => held;
  const { status, error, after } = await run("rotate_keys");
  assert.deepEqual([status, after], ["failed", undefined]);
  assert.match(error ?? "", /does not hold them/);
  assert.ok(!error?.includes(KEY));
});

Deno.test("rotate_keys reports a key that could not be checked, and says so", async () => {
  const { run, engine } = keyStage();
  const { rpc } = engine;
  engine.rpc = (method, params) => {
    if (method === "author_hasSessionKeys") throw new Error("busy");
    return rpc(method, params);
  };
  const { result, after } = await run("rotate_keys");
  assert.equal((result as { verified: boolean }).verified, false);
  assert.equal(after?.length, 1);
});

Deno.test("rotate_keys fails with a warning when no answer came, and without one when nothing was asked", async () => {
  const { engine, error } = keyStage();
  engine.exec_ = () => Promise.reject(new EngineError("timedOut", "too long"));
  assert.match(await error("rotate_keys"), /the node may have made some/);
  engine.exec_ = () => Promise.reject(new EngineError("notRunning", "3node0 is not running"));
  assert.equal(await error("rotate_keys"), "3node0 is not running");
});

Deno.test("rotate_keys fails when the answer is no key, without quoting it", async () => {
  const { error } = keyStage("0xabcdef");
  const reason = await error("rotate_keys");
  assert.match(reason, /no key/);
  assert.ok(!reason.includes("abcdef"));
});

Deno.test("rotate_keys fails with the node's own refusal, keys in it shortened", async () => {
  const { engine, error } = keyStage();
  engine.rpc = () => {
    throw new Error(`RPC call is unsafe: ${KEY}`);
  };
  const reason = await error("rotate_keys");
  assert.match(reason, /unsafe/);
  assert.ok(!reason.includes(KEY));
});

Deno.test("has_session_keys asks about given keys, or about the newest", async () => {
  const { run, result } = keyStage();
  assert.match(
    String((await result("has_session_keys") as { error: string }).error),
    /not known here/,
  );
  await run("rotate_keys");
  const current = await result("has_session_keys");
  assert.deepEqual(current, { has_keys: true, container: "3node0", checked_keys: "current" });
  const other = await result("has_session_keys", { session_keys: OTHER_KEY });
  assert.deepEqual(other, { has_keys: false, container: "3node0", checked_keys: "0xcdcdcdcd…" });
  assert.deepEqual(readFinding("has_session_keys", other as WireJson), {
    type: "sessionKeysSought",
    hasKeys: false,
  });
});

Deno.test("has_key asks in the node's four letters, and answers in those of the question", async () => {
  const { result, error } = keyStage();
  assert.deepEqual(await result("has_key", { public_key: "0x01", key_type: "beefy" }), {
    has_key: true,
    container: "3node0",
    key_type: "beefy",
    public_key: "0x01",
  });
  assert.equal(
    (await result("has_key", { public_key: "0x02" }) as { has_key: boolean }).has_key,
    false,
  );
  assert.match(await error("has_key"), /^params\.public_key: must be/);
  assert.match(await error("has_key", { public_key: "0xfoo" }), /must be 0x and whole bytes/);
});

Deno.test("check_keys asks for each public key that is named", async () => {
  const { result } = keyStage();
  const found = await result("check_keys", { public_keys: { aura: "0x02", beefy: "0x01" } });
  assert.deepEqual(found, {
    container: "3node0",
    has_session_keys: true,
    key_types: { aura: false, beefy: true },
    session_keys_hex: null,
  });
  assert.equal(readFinding("check_keys", found as WireJson)?.type, "keysChecked");
});

Deno.test("check_keys looks at the keystore where no key is named", async () => {
  const { engine, result } = keyStage();
  const files = engine.containersByName.get("3node0")?.files;
  files?.set(`/data/chains/cc3/keystore/6772616e${"ab".repeat(32)}`, "secret");
  files?.set("/data/chains/cc3/network/secret_ed25519", "x");
  assert.deepEqual(await result("check_keys"), {
    container: "3node0",
    has_session_keys: true,
    key_types: { aura: false, gran: true, babe: false, imon: false, beefy: false },
    session_keys_hex: null,
  });
});

Deno.test("a container without an RPC port is refused with the reason", async () => {
  const { engine, error } = keyStage();
  engine.add("postgres");
  assert.match(await error("rotate_keys", {}, "postgres"), /postgres has no RPC port/);
});

Deno.test("an image without curl is asked with what it has, and remembered", async () => {
  const { engine, result, held } = keyStage();
  held.add(KEY);
  engine.exec_ = (argv, { input = "" }) => {
    if (argv[0] === "wget") {
      return Promise.resolve({ ...outcome(""), exitCode: 1, stderr: "unrecognized option" });
    }
    if (argv[0] !== "nc") return Promise.reject(new EngineError("noProgram", "no"));
    assert.match(input, /^POST \/ HTTP\/1\.0\r\nHost: 127\.0\.0\.1:33980\r\n/);
    const answer = JSON.stringify({ jsonrpc: "2.0", id: 1, result: input.includes(KEY) });
    return Promise.resolve(outcome(`HTTP/1.1 200 OK\r\nServer: x\r\n\r\n${answer}`));
  };
  const found = await result("has_session_keys", { session_keys: KEY });
  assert.equal((found as { has_keys: boolean }).has_keys, true);
  await result("has_session_keys", { session_keys: OTHER_KEY });
  assert.deepEqual(engine.execs.map(({ argv }) => argv[0]), ["curl", "wget", "bash", "nc", "nc"]);
});
