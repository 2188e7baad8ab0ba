import assert from "node:assert/strict";
import { CommandFailure } from "../../../command_line/failure.ts";
import { nodeParams, usageOf } from "../../../command_line/orders/node_params.ts";
import { AS_SAID, loadSentences } from "../../../command_line/terminal/sentences.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import { NODE_COMMANDS } from "../../../protocols/mserver/commands.ts";

const TEXTS = textsFor("en", "");
const KEY = `0x${"ab".repeat(32)}`;

function params(line: string, texts = TEXTS, sentence = AS_SAID) {
  const [name = "", ...words] = line.split(" ");
  return nodeParams(NODE_COMMANDS.get(name) ?? assert.fail(name), words, texts, sentence);
}

function refusal(line: string, texts = TEXTS, sentence = AS_SAID): CommandFailure {
  try {
    params(line, texts, sentence);
  } catch (failure) {
    if (failure instanceof CommandFailure) return failure;
    throw failure;
  }
  assert.fail(`${line} was taken`);
}

const TAKEN: readonly (readonly [line: string, params: object])[] = [
  ["restart", {}],
  ["logs", {}],
  ["logs 100", { lines: 100 }],
  ["logs lines=100 follow=true", { lines: 100, follow: true }],
  ["logs follow=false 7", { lines: 7, follow: false }],
  ["exec df -h", { command: "df -h" }],
  ["exec env a=b command=c", { command: "env a=b command=c" }],
  ["check_keys", {}],
  [`check_keys aura=${KEY} gran=${KEY}`, { public_keys: { aura: KEY, gran: KEY } }],
  [`has_session_keys ${KEY}`, { session_keys: KEY }],
  [`has_key ${KEY} gran`, { public_key: KEY, key_type: "gran" }],
  [`has_key key_type=gran ${KEY}`, { public_key: KEY, key_type: "gran" }],
  ["find_validator deep_search=false", { deep_search: false }],
];

for (const [line, expected] of TAKEN) {
  Deno.test(`nodeParams() takes ${line.slice(0, 50)}`, () => {
    assert.deepEqual(params(line), expected);
  });
}

const REFUSED: readonly (readonly [line: string, said: RegExp])[] = [
  ["restart now", /^restart takes fewer values\./],
  ["logs 1 2", /^logs takes fewer values\./],
  ["logs ten", /^lines: .*number/],
  ["logs 0", /^lines: .*>=1/],
  ["logs 10001", /^lines: .*<=10000/],
  ["logs 5 lines=6", /^lines is there twice\./],
  ["logs folow=true", /^logs takes no folow\. Did you mean follow\?/],
  ["logs follow=maybe", /^follow: .*boolean/],
  ["exec", /^<command> is missing\./],
  ["has_key", /^<public_key> is missing\./],
  ["has_key key_type=aura", /^<public_key> is missing\./],
  ["has_key 0x123", /^public_key: must be 0x and whole bytes in hex/],
  [`has_key ${KEY} AURA`, /^key_type: must be four or five small letters/],
  ["check_keys aura=12", /^aura: must be 0x/],
];

for (const [line, said] of REFUSED) {
  Deno.test(`nodeParams() refuses ${line.slice(0, 50)}, and shows how it is typed`, () => {
    const { message, nextStep, exitCode } = refusal(line);
    assert.match(message, said);
    assert.match(nextStep ?? "", new RegExp(`^How it is typed: ${line.split(" ")[0]}`));
    assert.equal(exitCode, 2);
  });
}

Deno.test("nodeParams() never repeats a value, as it may be a key", () => {
  const { message, nextStep } = refusal(`has_session_keys ${KEY}0`);
  assert.ok(!`${message}${nextStep}`.includes("abab"));
});

Deno.test("nodeParams() refuses in Korean what it refuses", async () => {
  const sentence = await loadSentences(true);
  for (
    const [line, message] of [
      ["logs 0", "lines: 1 이상이어야 합니다"],
      ["has_key 0xzz", "public_key: 0x로 시작하는 16진수 바이트여야 합니다"],
    ] as const
  ) {
    assert.equal(refusal(line, textsFor("ko", ""), sentence).message, message);
  }
});

Deno.test("usageOf() shows every command of the table", () => {
  const forms = [...NODE_COMMANDS.values()].map(usageOf);
  assert.deepEqual(forms, [
    "start",
    "stop",
    "restart",
    "logs [lines] [follow=…]",
    "status",
    "exec <command line>",
    "backup_keys",
    "payout",
    "rotate_keys",
    "check_keys [aura=…] [gran=…] [babe=…] [imon=…] [beefy=…]",
    "has_session_keys [session_keys]",
    "has_key <public_key> [key_type]",
    "find_validator [session_keys] [deep_search=…]",
  ]);
});
