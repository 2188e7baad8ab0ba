import assert from "node:assert/strict";
import type { DoctorFinding, DoctorOrder } from "../../../command_line/host/doctor_host.ts";
import { english, korean } from "../../../command_line/texts/doctor.ts";
import { FakeHost } from "../fakes/fake_host.ts";

const GOOD: DoctorFinding = {
  check: "port",
  ok: true,
  code: "open",
  facts: { host: "192.0.2.10", port: 8_000 },
};
const BAD: DoctorFinding = { ...GOOD, ok: false, code: "refused" };

async function examined(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<DoctorOrder> {
  const host = new FakeHost();
  delete host.env.SIGNALBOX_TOKEN;
  Object.assign(host.env, env);
  host.findings.push(GOOD);
  host.files.set("signalbox.yaml", "mqttUrl: mqtt://user:p%40ss@broker.example\ndataDir: /data\n");
  host.files.set("cert.pem", "PEM");
  const { code, err } = await host.run("doctor", ...words);
  assert.deepEqual([code, err], [0, ""]);
  return host.examinations[0] ?? assert.fail("nothing was examined");
}

Deno.test("doctor prints a line for each check, and ends with code 0 when all is well", async () => {
  const host = new FakeHost();
  host.findings.push(GOOD);
  const { code, out } = await host.run("doctor", "--url", "192.0.2.10");
  assert.deepEqual(
    [code, out],
    [
      0,
      "   Check  Finding\n✓  Port   192.0.2.10:8000 accepts connections.\n\n" +
      "Nothing stops a connection to 192.0.2.10:8000.\n",
    ],
  );
});

Deno.test("doctor says what to do below a line that failed, and ends with code 1", async () => {
  const host = new FakeHost();
  host.findings.push(BAD);
  const { code, out } = await host.run("doctor", "--url", "192.0.2.10");
  assert.equal(code, 1);
  assert.match(out, /✗ {2}Port .* refuses: .*\n +→ Start the control host/);
  assert.match(out, /One thing is in the way of a connection to 192\.0\.2\.10:8000\.\n$/);
  host.env.SIGNALBOX_LANG = "ko";
  assert.match((await host.run("doctor")).out, /✗ {2}포트 .*거부됩니다.*\n +→ 제어 호스트를 시작/);
});

Deno.test("doctor prints findings for programs, with code, sentence and hint", async () => {
  const host = new FakeHost();
  host.findings.push(GOOD, BAD);
  const { code, out } = await host.run("doctor", "display", "--url", "192.0.2.10", "--json");
  const { checks, ...rest } = JSON.parse(out);
  assert.deepEqual([code, rest], [1, { ok: false, kind: "display", place: "192.0.2.10:8000" }]);
  assert.deepEqual(checks[0], { ...GOOD, text: "192.0.2.10:8000 accepts connections." });
  assert.equal(checks[1].code, "refused");
  assert.match(checks[1].hint, /^Start the control host/);
});

Deno.test("doctor shows nothing that could steer a terminal", async () => {
  const host = new FakeHost();
  host.findings.push({ ...BAD, code: "otherProgram", facts: { server: "\u001b[2J", status: 200 } });
  const { out } = await host.run("doctor");
  assert.ok(!out.includes("\u001b"));
});

const PLACES: readonly (readonly [string, string, DoctorOrder["place"]])[] = [
  ["host", "192.0.2.10", { host: "192.0.2.10", port: 8_000, secure: false }],
  ["host", "http://control.example/", { host: "control.example", port: 80, secure: false }],
  ["host", "https://control.example", { host: "control.example", port: 443, secure: true }],
  ["display", "control.example:9000", { host: "control.example", port: 9_000, secure: false }],
  ["node", "192.0.2.10", { host: "192.0.2.10", port: 8_080, secure: false }],
  ["node", "wss://control.example", { host: "control.example", port: 8_443, secure: true }],
  ["sync", "[2001:db8::1]:81", { host: "2001:db8::1", port: 81, secure: false }],
  ["camera", "mqtts://u:p@broker.example", { host: "broker.example", port: 8_883, secure: true }],
];

for (const [kind, url, place] of PLACES) {
  Deno.test(`doctor ${kind} --url ${url} looks at the right place`, async () => {
    assert.deepEqual((await examined([kind, "--url", url])).place, place);
  });
}

Deno.test("doctor looks at the machine of SIGNALBOX_URL, at the port of the kind", async () => {
  const env = { SIGNALBOX_URL: "https://control.example:9443", SIGNALBOX_TOKEN: "sbx_of_people" };
  const { place, token } = await examined(["--role", "admin", "--right", "keys"], env);
  assert.deepEqual(place, { host: "control.example", port: 9_443, secure: true });
  assert.deepEqual(token, { token: "sbx_of_people", role: "admin", rights: ["keys"] });
  const node = await examined(["node"], env);
  assert.deepEqual(node.place, { host: "control.example", port: 8_080, secure: false });
  assert.equal(node.token?.token, undefined, "a token of people is none of a node host");
});

Deno.test("doctor looks at broker and data folder on the control host itself, or where they are named", async () => {
  const { broker, dataDir } = await examined([]);
  assert.deepEqual([broker?.host, broker?.port, dataDir], ["127.0.0.1", 1_883, "./data"]);
  const elsewhere = await examined(["--url", "192.0.2.10"]);
  assert.deepEqual([elsewhere.broker, elsewhere.dataDir], [undefined, undefined]);
  const named = await examined(["--config", "signalbox.yaml", "--ca", "cert.pem"]);
  assert.deepEqual(named.broker, {
    host: "broker.example",
    port: 1_883,
    secure: false,
    user: "user",
    password: "p@ss",
  });
  assert.deepEqual([named.dataDir, named.ca], ["/data", "PEM"]);
});

const REFUSED: readonly (readonly [readonly string[], RegExp])[] = [
  [["dispaly"], /^kind: must be one of .*Did you mean display\?/],
  [["--url", "ftp://192.0.2.10"], /^"ftp:.*must be a name or an address/],
  [["--url", "ht:/x"], /must be a name or an address/],
  [["--url", "two words"], /must be a name or an address/],
  [["camera", "--url", "mqtt://user:secret@:1"], /^"mqtt:\/\/…@:1": must/],
  [["--role", "king"], /^--role: must be one of view, operate, admin/],
  [["--ca", "nowhere.pem"], /^nowhere\.pem: /],
];

for (const [words, line] of REFUSED) {
  Deno.test(`doctor refuses ${words.join(" ")} in one line, with code 2`, async () => {
    const host = new FakeHost();
    const { code, out, err } = await host.run("doctor", ...words);
    assert.deepEqual([code, out, host.examinations], [2, "", []]);
    assert.match(err, line);
    assert.doesNotMatch(err, /secret/);
  });
}

Deno.test("doctor has words for the same codes and checks in both languages", () => {
  assert.deepEqual(Object.keys(korean.words), Object.keys(english.words));
  assert.deepEqual(Object.keys(korean.checks), Object.keys(english.checks));
  for (const [code, { hint }] of Object.entries(english.words)) {
    assert.equal(korean.words[code]?.hint === undefined, hint === undefined, code);
  }
});

Deno.test("doctor says so where nobody can examine", async () => {
  const host = new FakeHost();
  host.withoutDoctor = true;
  const { code, err } = await host.run("doctor");
  assert.equal(code, 2);
  assert.match(err, /^Connections cannot be examined here\./);
});
