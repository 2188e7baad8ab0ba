import assert from "node:assert/strict";
import { sessionKeyRevealed } from "../../../../actors/session_keys/topics.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { type ApiBench, type BenchRequest, withApi } from "../api_bench.ts";

const KEYS = "/api/v1/session-keys";
const SECRET = `0x${"1a2b3c4d".repeat(8)}`;

async function save({ keys }: ApiBench, container: string, secret = SECRET, serverId = "HOST-1") {
  const key = { serverId, container, sessionKey: secret, source: "key_update", at: AT } as const;
  return (await keys.save(key)).keyId;
}

async function read(bench: ApiBench, path: string, options: BenchRequest = {}) {
  const response = await bench.request(path, { role: "view", ...options });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

Deno.test("GET /session-keys pages the newest key of each container, masked", () =>
  withApi(async (bench) => {
    await save(bench, "3node0");
    const newer = await save(bench, "3node0", `${SECRET}ff`);
    for (const container of ["node1", "3node1"]) await save(bench, container);
    const other = await save(bench, "3node0", SECRET, "HOST-0");
    const first = await read(bench, `${KEYS}?limit=2`);
    assert.deepEqual(
      first.body.items.map(({ keyId }: { keyId: string }) => keyId),
      [other, newer],
    );
    const next = await read(bench, `${KEYS}?limit=2&cursor=${first.body.nextCursor}`);
    assert.deepEqual(
      next.body.items.map(({ container }: { container: string }) => container),
      ["3node1", "node1"],
    );
    assert.equal(next.body.nextCursor, null);
    const one = await read(bench, `${KEYS}?serverId=HOST-0`);
    assert.deepEqual(one.body.items[0].masked, "0x1a2b3c4d…");
    for (const { text } of [first, next, one]) assert.ok(!text.includes(SECRET));
    assert.equal((await read(bench, `${KEYS}?cursor=!`)).status, 422);
  }));

Deno.test("GET /session-keys/history gives a container's keys, newest first", () =>
  withApi(async (bench) => {
    const ids = [await save(bench, "3node0"), await save(bench, "3node0", `${SECRET}ff`)];
    await save(bench, "3node1");
    const { body, text } = await read(bench, `${KEYS}/history?serverId=HOST-1&container=3node0`);
    assert.deepEqual(body.items.map(({ keyId }: { keyId: string }) => keyId), ids.toReversed());
    assert.ok(!text.includes(SECRET));
    assert.equal((await read(bench, `${KEYS}/history?serverId=HOST-1`)).status, 422);
  }));

Deno.test("POST /session-keys/{keyId}/reveal gives the key to whoever has the right, and says who that was", () =>
  withApi(async (bench) => {
    const keyId = await save(bench, "3node0");
    const heard: unknown[] = [];
    bench.system.subscribe(sessionKeyRevealed, (event) => heard.push(event));
    const path = `${KEYS}/${keyId}/reveal`;
    const { status, body } = await read(bench, path, { method: "POST", role: "operate" });
    assert.deepEqual([status, body.sessionKey, body.masked], [200, SECRET, "0x1a2b3c4d…"]);
    assert.equal(heard.length, 1);
    assert.match(JSON.stringify(heard), /"requester":{"name":"operator","address":"10\.0\.0\.31"}/);
    assert.ok(!JSON.stringify(heard).includes(SECRET));
    const gone = await read(bench, `${KEYS}/key_99/reveal`, { method: "POST", role: "operate" });
    assert.equal(gone.status, 404);
  }));

Deno.test("POST /session-keys/{keyId}/reveal gives nothing without the right, to an operator either", () =>
  withApi(async (bench) => {
    const keyId = await save(bench, "3node0");
    const heard: unknown[] = [];
    bench.system.subscribe(sessionKeyRevealed, (event) => heard.push(event));
    const json = { name: "no keys", role: "operate", rights: [] };
    const made = await bench.request("/api/v1/tokens", { method: "POST", role: "admin", json });
    const { secret } = await made.json();
    const refused = await bench.request(`${KEYS}/${keyId}/reveal`, {
      method: "POST",
      headers: { Authorization: `Bearer ${secret}` },
    });
    const text = await refused.text();
    assert.equal(refused.status, 403);
    assert.ok(!text.includes(SECRET));
    assert.deepEqual(heard, []);
  }));
