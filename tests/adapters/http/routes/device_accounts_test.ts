import assert from "node:assert/strict";
import { accept, refuse } from "../../../../actors/outcome.ts";
import { StorageError } from "../../../../actors/storage_error.ts";
import { MAX_BODY_BYTES } from "../../../../adapters/http/door/request_guards.ts";
import { type ApiBench, type BenchRequest, withApi } from "../api_bench.ts";

const LOGIN = "/api/auth/login/";
const VERIFY = "/api/auth/verify/";
const SAVE = "/api/server-logs/save/";
const TOKEN = { Authorization: "Token 0123abcd" };
const LOG = {
  server_id: "4F1A09C27B3E",
  timestamp: 1_751_600_061_310,
  summary_data: { system: {}, containers: [] },
  period_seconds: 60,
  data_points: 60,
};

async function answerOf(bench: ApiBench, path: string, options: BenchRequest) {
  const response = await bench.request(path, options);
  assert.match(response.headers.get("Content-Type") ?? "", /^application\/json/);
  return [response.status, await response.json()] as const;
}

const post = (bench: ApiBench, path: string, options: BenchRequest) =>
  answerOf(bench, path, { method: "POST", ...options });

Deno.test("POST /api/auth/login/ takes a user name or an e-mail address, with and without its slash", () =>
  withApi(async (bench) => {
    for (const path of [LOGIN, LOGIN.slice(0, -1)]) {
      for (const name of [{ username: "ops" }, { email: "ops@example.org" }]) {
        const json = { ...name, password: "a password" };
        const [status, answer] = await post(bench, path, { json });
        assert.equal(status, 200);
        assert.deepEqual(Object.keys(answer), ["success", "token"]);
        const { identifier, password, address } = bench.accounts.last("logIn");
        assert.deepEqual([identifier, password, address], [
          Object.values(name)[0],
          "a password",
          "10.0.0.31",
        ]);
      }
    }
  }));

Deno.test("POST /api/auth/login/ refuses with {success: false} and a status that says why", () =>
  withApi(async (bench) => {
    const json = { username: "ops", password: "wrong" };
    const refusals = [
      [refuse("unauthorized", "the name or the password is wrong"), 401],
      [refuse("rateLimited", "too many failed logins", { retryAfterMs: 5_500 }), 429],
    ] as const;
    for (const [refusal, expected] of refusals) {
      bench.accounts.answers.logIn = () => refusal;
      const [status, answer] = await post(bench, LOGIN, { json });
      assert.equal(status, expected);
      assert.deepEqual(answer, { success: false, message: refusal.refusal.detail });
    }
    const limited = await bench.request(LOGIN, { method: "POST", json });
    assert.equal(limited.headers.get("Retry-After"), "6");
  }));

Deno.test("POST /api/auth/login/ answers 400 to what cannot be a login, and never repeats it", () =>
  withApi(async (bench) => {
    const bad: BenchRequest[] = [
      { json: {} },
      { json: { password: "hunter22" } },
      { json: { username: "ops" } },
      { json: { username: ["ops"], password: "hunter22" } },
      { json: { username: "ops", password: "hunter22".repeat(40) } },
      { json: [] },
      { body: "{", headers: { "Content-Type": "application/json" } },
      { body: "username=ops", headers: { "Content-Type": "application/x-www-form-urlencoded" } },
    ];
    for (const options of bad) {
      const [status, answer] = await post(bench, LOGIN, options);
      assert.equal(status, 400);
      assert.equal(answer.success, false);
      assert.ok(!answer.message.includes("hunter22"));
    }
    assert.deepEqual(bench.accounts.asked, []);
  }));

Deno.test("GET /api/auth/verify/ answers {valid} with 200 or 401", () =>
  withApi(async (bench) => {
    assert.deepEqual(await answerOf(bench, VERIFY, { headers: TOKEN }), [200, { valid: true }]);
    assert.equal(bench.accounts.last("checkDeviceToken").token, "0123abcd");
    bench.accounts.answers.checkDeviceToken = () => refuse("unauthorized", "not known");
    const refused = await bench.request(VERIFY, { headers: TOKEN });
    assert.equal(refused.headers.get("WWW-Authenticate"), "Token");
    assert.deepEqual([refused.status, await refused.json()], [401, { valid: false }]);
    for (const headers of [{}, { Authorization: "Bearer 0123abcd" }]) {
      assert.deepEqual(await answerOf(bench, VERIFY, { headers }), [401, { valid: false }]);
    }
  }));

Deno.test("POST /api/server-logs/save/ answers 200 in JSON, and holds the token to its server id", () =>
  withApi(async (bench) => {
    for (const path of [SAVE, SAVE.slice(0, -1)]) {
      const saved = await post(bench, path, { json: LOG, headers: TOKEN });
      assert.deepEqual(saved, [200, { success: true }]);
    }
    const { token, serverId } = bench.accounts.last("bindDeviceToken");
    assert.deepEqual([token, serverId], ["0123abcd", LOG.server_id]);
    bench.accounts.answers.bindDeviceToken = () => refuse("unauthorized", "another server id");
    const [status, answer] = await post(bench, SAVE, { json: LOG, headers: TOKEN });
    assert.deepEqual([status, answer], [401, { success: false, message: "another server id" }]);
  }));

Deno.test("POST /api/server-logs/save/ refuses the token of an account that the host does not belong to", () =>
  withApi(async (bench) => {
    bench.accounts.answers.bindDeviceToken = () => accept({ account: "stranger", serverId: null });
    const [status, answer] = await post(bench, SAVE, { json: LOG, headers: TOKEN });
    assert.deepEqual([status, answer.success], [401, false]);
    bench.nodes.answers.findNode = () => refuse("notFound", "nobody knows it");
    assert.equal((await post(bench, SAVE, { json: LOG, headers: TOKEN }))[0], 200);
  }));

Deno.test("POST /api/server-logs/save/ answers 400 to what is no summary, and 413 to too much", () =>
  withApi(async (bench) => {
    const bad = [
      { ...LOG, server_id: "../../etc/passwd" },
      { ...LOG, server_id: 7 },
      { ...LOG, timestamp: "now" },
      { ...LOG, timestamp: -1 },
      { ...LOG, summary_data: [] },
      { ...LOG, summary_data: undefined },
    ];
    for (const json of bad) {
      const [status, answer] = await post(bench, SAVE, { json, headers: TOKEN });
      assert.deepEqual([status, answer.success], [400, false]);
    }
    const json = { ...LOG, padding: "x".repeat(MAX_BODY_BYTES) };
    const [status, answer] = await post(bench, SAVE, { json, headers: TOKEN });
    assert.deepEqual([status, answer.success], [413, false]);
    assert.deepEqual(bench.accounts.asked, []);
  }));

Deno.test("routes of mclients refuse a page of any origin, and say what storage cannot do", () =>
  withApi(async (bench) => {
    const headers = { ...TOKEN, Origin: "http://signalbox.local" };
    const login = { username: "ops", password: "a password" };
    assert.equal((await post(bench, LOGIN, { json: login, headers }))[0], 403);
    assert.equal((await post(bench, SAVE, { json: LOG, headers }))[0], 403);
    assert.deepEqual(await answerOf(bench, VERIFY, { headers }), [403, { valid: false }]);
    assert.deepEqual(bench.accounts.asked, []);
    bench.accounts.answers.logIn = () => Promise.reject(new StorageError("failed", "no disk"));
    const [status, answer] = await post(bench, LOGIN, { json: login });
    assert.deepEqual([status, answer], [503, { success: false, message: "no disk" }]);
  }));
