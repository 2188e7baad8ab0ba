import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { captureLog, parseLines } from "./capture.ts";

const logger = getLogger(["signalbox", "test"]);
const SECRETS = /abcDEF123|hunter2|QWxhZGRpbg|c00kie|0xfeed|beefbeef/;

Deno.test("configureLogging() masks secrets when they stand in messages, fields, errors or causes", () => {
  for (const format of ["json", "pretty"] as const) {
    const lines = captureLog({ format });
    logger.info("token sbx_abcDEF123 was made");
    logger.info("asked with {header}", { header: "Authorization: Basic QWxhZGRpbg==" });
    logger.info("asked with {header}", { header: "authorization=abcDEF123, next" });
    logger.info("request", { headers: { cookie: "c00kie", list: [{ authorization: "hunter2" }] } });
    logger.info("settings", { adminToken: "hunter2", password: "hunter2", session_keys: "0xfeed" });
    logger.info("body {body}", { body: '{"password":"hunter2","sessionKeys":"0xfeed"}' });
    logger.info("said Set-Cookie: sid=c00kie; HttpOnly");
    logger.info("keys {keys}", { keys: "0x" + "beef".repeat(64) });
    const cause = new Error("login with password=hunter2 failed");
    logger.error("failed: {error}", {
      error: new Error("got Bearer abcDEF123", { cause }),
    });
    assert.equal(lines.length, 9);
    for (const line of lines) assert.doesNotMatch(line, SECRETS);
    assert.match(lines.join(""), /sbx_\*\*\*/);
    assert.match(lines.join(""), /login with password=\*\*\* failed/);
  }
});

Deno.test("configureLogging() masks the addresses of webhooks and what signs them, and no other address", () => {
  const lines = captureLog();
  const urls = [
    "https://hooks.slack.com/services/T000/B000/hunter2hunter2",
    "https://discord.com/api/webhooks/1234567890/hunter2-hunter2",
    "https://api.telegram.org/bot123456:hunter2hunter2/sendMessage",
    "mqtts://show:hunter2@192.0.2.10:8883",
  ];
  for (const url of urls) logger.warn("{url} is away", { url });
  logger.warn("signed with whsec_hunter2hunter2");
  logger.warn("http://192.0.2.7/services/lamp?to=a@example.com is away");
  for (const line of lines) assert.doesNotMatch(line, SECRETS);
  assert.match(lines.join(""), /hooks\.slack\.com\/services\/T\*\*\* is away/);
  assert.match(lines.join(""), /http:\/\/192\.0\.2\.7\/services\/lamp\?to=a@example\.com is away/);
});

Deno.test("configureLogging() keeps one valid JSON object per line when texts contain quotes and line feeds", () => {
  const lines = captureLog();
  logger.warn("said {text}", { text: 'a "quoted"\npassword: "x"', list: [1, null] });
  const [line] = parseLines(lines);
  assert.equal(line?.level, "WARN");
  assert.match(line?.message ?? "", /^said a "quoted" password: \*\*\*$/);
  assert.equal(lines[0]?.indexOf("\n"), (lines[0]?.length ?? 0) - 1);
});

Deno.test("configureLogging() writes no control character when a device's text has some", () => {
  const lines = captureLog({ format: "pretty" });
  logger.info("display {name} is down", { name: "D\u001b[2J\r\n1\u202e" });
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(lines.join("").trimEnd(), /[\u0000-\u001f\u202e]/);
});

Deno.test("configureLogging() picks the format by the terminal when it is auto", () => {
  const piped = captureLog({ format: "auto", terminal: false });
  logger.info("one");
  assert.equal(parseLines(piped).length, 1);
  const shown = captureLog({ format: "auto", terminal: true });
  logger.info("one");
  assert.throws(() => parseLines(shown));
});

Deno.test("configureLogging() leaves out what is below the level", () => {
  const lines = captureLog({ level: "warn" });
  logger.info("quiet");
  logger.warn("loud");
  logger.error("louder");
  assert.deepEqual(parseLines(lines).map((line) => line.message), ["loud", "louder"]);
});

Deno.test("configureLogging() survives values that have no end", () => {
  const lines = captureLog();
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  logger.info("loop", { loop });
  assert.equal(parseLines(lines).length, 1);
});
