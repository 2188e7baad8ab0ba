import assert from "node:assert/strict";
import {
  checkCommand,
  NODE_COMMAND_NAMES,
  NODE_COMMANDS,
} from "../../../protocols/mserver/commands.ts";
import { KEY } from "./frames.ts";

function refusal(command: string, target: string, params: unknown): string {
  const checked = checkCommand(command, target, params);
  return checked.ok ? "ok" : `${checked.field} ${checked.rule}`;
}

Deno.test("NODE_COMMANDS has thirteen rows, and only the four that may do harm are not repeatable", () => {
  assert.deepEqual([...NODE_COMMANDS.keys()], [...NODE_COMMAND_NAMES]);
  assert.equal(NODE_COMMANDS.size, 13);
  const rows = [...NODE_COMMANDS.values()];
  assert.deepEqual(
    rows.filter(({ repeatable }) => !repeatable).map(({ name, right }) => [name, right]),
    [["exec", "exec"], ["backup_keys", "keys"], ["payout", "payout"], ["rotate_keys", "keys"]],
  );
  assert.deepEqual(
    rows.filter(({ target }) => target === "containerOrAll").map(({ name }) => name),
    ["start", "stop", "status"],
  );
});

Deno.test("checkCommand() fills the client's own defaults in", () => {
  const cases = [
    ["logs", undefined, { lines: 50, follow: false }],
    ["logs", { lines: 100 }, { lines: 100, follow: false }],
    ["restart", null, {}],
    ["exec", { command: "df -h" }, { command: "df -h" }],
    ["has_key", { public_key: KEY }, { public_key: KEY, key_type: "aura" }],
    ["find_validator", {}, { deep_search: true }],
    ["check_keys", { public_keys: { gran: "0xab" } }, { public_keys: { gran: "0xab" } }],
    ["has_session_keys", { session_keys: KEY }, { session_keys: KEY }],
  ] as const;
  for (const [command, params, expected] of cases) {
    assert.deepEqual(checkCommand(command, "3node0", params), {
      ok: true,
      command,
      target: "3node0",
      params: expected,
    });
  }
});

Deno.test("checkCommand() says which field breaks which rule, and never quotes it", () => {
  assert.match(refusal("reboot", "3node0", {}), /^command must be one of start, stop,/);
  assert.match(refusal("constructor", "3node0", {}), /^command must be/);
  assert.equal(refusal("logs", "all", {}), "target logs takes one container, not all");
  assert.equal(refusal("status", "all", {}), "ok");
  for (const target of ["", "a/b", "../a", "-a", "a".repeat(129), "3node0\n", "😀"]) {
    assert.match(refusal("stop", target, {}), /^target must be a container name/);
  }
  assert.match(refusal("logs", "a", { lines: 0 }), /^params.lines /);
  assert.match(refusal("logs", "a", { lines: 10_001 }), /^params.lines /);
  assert.match(refusal("logs", "a", { lines: "100" }), /^params.lines /);
  assert.match(refusal("logs", "a", { line: 1 }), /^params /);
  assert.match(refusal("logs", "a", [1]), /^params /);
  assert.match(refusal("exec", "a", {}), /^params.command /);
  for (const command of ["", "  ", "a\0b", "a\nb", "x".repeat(8_193)]) {
    assert.match(refusal("exec", "a", { command }), /^params.command /);
  }
  assert.match(
    refusal("has_key", "a", { public_key: "0xsecret" }),
    /^params.public_key must be 0x/,
  );
  assert.match(refusal("payout", "a", { force: true }), /^params /);
});
