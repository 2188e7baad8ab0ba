import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type ConfigProblem,
  MAX_CONFIG_CHARS,
  readSyncGuardConfig,
  type SyncGuardConfig,
} from "../../../protocols/syncguard/config_file.ts";

const TARGET = { targetAddress: "192.0.2.10", targetPort: 8_080 };

function configOf(text: string): SyncGuardConfig {
  const reading = readSyncGuardConfig(text);
  if (!reading.ok) assert.fail(`${reading.problem.line} ${reading.problem.detail}`);
  return reading.config;
}

function problemOf(text: string): ConfigProblem {
  const reading = readSyncGuardConfig(text);
  if (reading.ok) assert.fail(`read as ${JSON.stringify(reading.config)}`);
  return reading.problem;
}

Deno.test("readSyncGuardConfig() reads the guide's KEY=value lines, comments and repeats included", () => {
  const once = "# SyncGuard 외부 전송 설정\r\nTARGET_IP=192.0.2.10\r\nTARGET_PORT=8080\r\n" +
    "ENABLE_EXTERNAL_SEND=true\r\n";
  const expected = { format: "keyValue", ...TARGET, enabled: true, intervalMs: null };
  assert.deepEqual(configOf(once), expected);
  assert.deepEqual(configOf(once + "\r\n# 서버B\r\n" + once), expected);
  assert.deepEqual(configOf("\ufeff target_ip = 192.0.2.10 \n"), { ...expected, enabled: null });
});

Deno.test("readSyncGuardConfig() reads the shipped JSON, whatever keys are missing", () => {
  const shipped = {
    ServerIP: "192.0.2.10",
    ServerPort: 9_000,
    TransmissionInterval: 60_000,
    EnableExternalSend: false,
    LastUpdated: "2025-07-05 09:30:05",
  };
  assert.deepEqual(configOf(JSON.stringify(shipped, null, 2)), {
    format: "json",
    targetAddress: "192.0.2.10",
    targetPort: 9_000,
    enabled: false,
    intervalMs: 60_000,
  });
  const least = { format: "json", ...TARGET, enabled: null, intervalMs: null };
  assert.deepEqual(configOf('\ufeff{"ServerIP":"192.0.2.10"}'), least);
});

Deno.test("readSyncGuardConfig() reads the first form: two lines, or one with a colon", () => {
  const expected = { format: "twoLines", ...TARGET, enabled: null, intervalMs: null };
  for (const text of ["192.0.2.10\r\n8080\r\n", "192.0.2.10:8080", "\n 192.0.2.10 \n\n8080"]) {
    assert.deepEqual(configOf(text), expected, JSON.stringify(text));
  }
  assert.deepEqual(configOf("192.0.2.10\n"), expected);
});

Deno.test("readSyncGuardConfig() names line, key, rule and value when something is wrong", () => {
  const cases: readonly (readonly [string, number | null, string | null, RegExp])[] = [
    ["", null, null, /empty/],
    ["TARGET_IP=wall\n", 1, "TARGET_IP", /IPv4.*"wall"/],
    ["TARGET_IP=192.0.2.256\n", 1, "TARGET_IP", /IPv4/],
    ["TARGET_IP=192.0.2.10\nTARGET_PORT=0\n", 2, "TARGET_PORT", /1 to 65535, not "0"/],
    ["TARGET_IP=192.0.2.10\nTARGET_PORT=\n", 2, "TARGET_PORT", /1 to 65535/],
    ["TARGET_IP=192.0.2.10\nENABLE_EXTERNAL_SEND=yes", 2, "ENABLE_EXTERNAL_SEND", /true or false/],
    ["TARGET_PORT=8080\n", null, "TARGET_IP", /missing/],
    ["TARGET_IP=192.0.2.10\nTARGET_HOST=a\n", 2, "TARGET_HOST", /no key "TARGET_HOST"/],
    ["TARGET_IP=192.0.2.10\nhello\n", 2, null, /KEY=value/],
    ["TARGET_IP=192.0.2.10\nTARGET_IP=192.0.2.11", 2, "TARGET_IP", /Line 1 says "192.0.2.10"/],
    ["__proto__=1\n", 1, "__PROTO__", /no key/],
    ["{", null, null, /no JSON/],
    ["{}", null, "ServerIP", /missing/],
    ['{"ServerIP":7}', null, "ServerIP", /IPv4.*"7"/],
    ['{"ServerIP":"192.0.2.10","ServerPort":70000}', null, "ServerPort", /65535, not "70000"/],
    [
      '{"ServerIP":"192.0.2.10","TransmissionInterval":50}',
      null,
      "TransmissionInterval",
      /100 to 3600000 \(ms\), not "50"/,
    ],
    ["hello\n", 1, null, /IPv4.*"hello"/],
    ["192.0.2.10\nport\n", 2, null, /1 to 65535, not "port"/],
    ["192.0.2.10:x", 1, null, /1 to 65535/],
    ["192.0.2.10:8080\n8080", 2, null, /already/],
    ["192.0.2.10\n8080\nmore", 3, null, /follow/],
    ["x".repeat(MAX_CONFIG_CHARS + 1), null, null, /65536/],
  ];
  for (const [text, line, key, detail] of cases) {
    const problem = problemOf(text);
    assert.deepEqual([problem.line, problem.key], [line, key], JSON.stringify(text.slice(0, 80)));
    assert.match(problem.detail, detail);
  }
});

Deno.test("readSyncGuardConfig() never throws when it gets any text", () => {
  const head = fc.constantFrom("", "{", "TARGET_IP=", "192.0.2.10\n", '{"ServerIP":');
  fc.assert(fc.property(head, fc.uint16Array(), (head, codes) => {
    readSyncGuardConfig(head + String.fromCharCode(...codes));
  }));
});
