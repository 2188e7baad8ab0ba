import assert from "node:assert/strict";
import type { SessionKey } from "../../../protocols/api/session_key.ts";
import { FakeHost } from "../fakes/fake_host.ts";
import { sessionKeyBody, TIME } from "../fakes/samples.ts";

Deno.test("list session-keys shows the newest of each container, and whether its container holds it", async () => {
  const host = new FakeHost();
  const verified = { verified: true, detail: "The container holds it.", at: TIME };
  const refused = { verified: false, detail: "It does not.", at: TIME };
  host.api.sessionKeys.push(
    sessionKeyBody("key_1"),
    sessionKeyBody("key_2", { container: "node1", verification: verified }),
    sessionKeyBody("key_3", { container: "node2", verification: refused }),
  );
  const { code, out } = await host.run("list", "session-keys", "--node", "HOST-1");
  assert.equal(code, 0);
  assert.match(out, /key_1 +HOST-1\/3node0 +0x1a2b3c4d… .*not asked yet/);
  assert.match(out, /key_2 +HOST-1\/node1 .* yes /);
  assert.match(out, /key_3 +HOST-1\/node2 .* no: It does not\. /);
  assert.equal(host.api.asked.at(-1)?.query.get("serverId"), "HOST-1");
});

Deno.test("list session-keys --container shows every key of it, up to the limit", async () => {
  const host = new FakeHost();
  host.api.sessionKeys.push(
    sessionKeyBody("key_2"),
    sessionKeyBody("key_1"),
    sessionKeyBody("key_3", { container: "node1" }),
  );
  const args = ["list", "session-keys", "--node", "HOST-1", "--container", "3node0"];
  const all = JSON.parse((await host.run(...args, "--json")).out);
  assert.deepEqual(all.map(({ keyId }: SessionKey) => keyId), ["key_2", "key_1"]);
  const first = await host.run(...args, "--limit", "1");
  assert.ok(!first.out.includes("key_1"));
  assert.match(first.err, /Only the first 1 are shown/);
});

Deno.test("list session-keys --container needs the host that the container is on", async () => {
  const host = new FakeHost();
  const { code, err } = await host.run("list", "session-keys", "--container", "3node0");
  assert.deepEqual([code, err.split(":")[0]], [2, "--container needs --node"]);
});

Deno.test("list session-keys takes the machine's name, and --host as it did before", async () => {
  const host = new FakeHost();
  host.api.nodes.add("client123", ["3node0"]);
  host.api.sessionKeys.push(sessionKeyBody("key_1"));
  const asked = () => host.api.asked.at(-1)?.query.get("serverId");
  await host.run("list", "session-keys", "--node", "machine of client123");
  assert.equal(asked(), "client123");
  assert.equal((await host.run("list", "session-keys", "--host", "HOST-1")).code, 0);
  assert.equal(asked(), "HOST-1");
  assert.doesNotMatch((await host.run("list", "session-keys", "--help")).out, /--host/);
  const { code, err } = await host.run("list", "session-keys", "--node", "HOTS-1");
  assert.equal(code, 1);
  assert.match(err, /no node "HOTS-1"\. Did you mean "HOST-1"\?/);
});

const KEY = `0x${"1a".repeat(32)}`;

/** Keys of a host with two containers, of one with a single one, and of one that was forgotten. */
function withKeys(): FakeHost {
  const host = new FakeHost();
  host.api.nodes.add("HOST-1", ["3node0", "node1"]);
  host.api.nodes.add("HOST-2", ["3node0"]);
  host.api.sessionKeys.push(
    sessionKeyBody("key_1_a"),
    sessionKeyBody("key_2_b", { container: "node1" }),
    sessionKeyBody("key_3_c", { serverId: "HOST-2" }),
    sessionKeyBody("key_4_d", { serverId: "GONE" }),
  );
  return host;
}

const REVEALED: readonly (readonly [typed: string, keyId: string])[] = [
  ["key_2_b", "key_2_b"],
  ["HOST-1/node1", "key_2_b"],
  ["machine of host-2/3node0", "key_3_c"],
  ["HOST-2", "key_3_c"],
  ["GONE/3node0", "key_4_d"],
];

for (const [typed, keyId] of REVEALED) {
  Deno.test(`key reveal prints the key and nothing else for ${typed}`, async () => {
    const host = withKeys();
    assert.deepEqual(await host.run("key", "reveal", typed), { code: 0, out: `${KEY}\n`, err: "" });
    const { method, path } = host.api.asked.at(-1) ?? {};
    assert.deepEqual([method, path], ["POST", `/session-keys/${keyId}/reveal`]);
  });
}

Deno.test("key reveal --json prints what the API says of the key", async () => {
  const { out } = await withKeys().run("key", "reveal", "key_1_a", "--json");
  const { sessionKey, serverId, container } = JSON.parse(out);
  assert.deepEqual([sessionKey, serverId, container], [KEY, "HOST-1", "3node0"]);
});

const UNKNOWN: readonly (readonly [typed: string, code: number, said: RegExp])[] = [
  [
    "HOST-1/3nod0",
    1,
    /no session key "HOST-1\/3nod0"\. Did you mean "HOST-1\/3node0"\?\n.*keys\n$/,
  ],
  ["key_2_c", 1, /no session key "key_2_c"\. Did you mean "key_2_b"\?/],
  ["nobody", 1, /no session key "nobody"\.\n/],
  ["HOST-1", 2, /several containers: name one of HOST-1\/3node0, HOST-1\/node1\./],
  // A key that was pasted is not sent anywhere.
  [KEY, 1, /no session key/],
  ["../key_1_a", 1, /no session key/],
];

for (const [typed, code, said] of UNKNOWN) {
  Deno.test(`key reveal reveals nothing for ${typed}`, async () => {
    const host = withKeys();
    const { code: answered, out, err } = await host.run("key", "reveal", typed);
    assert.deepEqual([answered, out], [code, ""]);
    assert.match(err, said);
    assert.ok(host.api.asked.every(({ path }) => !path.includes(KEY)));
  });
}

Deno.test("key reveal tells which right is missing, in Korean as well", async () => {
  const host = withKeys();
  host.api.problem = { code: "forbidden", detail: 'a session key needs the right "keys"' };
  const { code, out, err } = await host.run("key", "reveal", "key_1_a");
  assert.deepEqual([code, out], [1, ""]);
  assert.match(err, /needs the right "keys"\nUse a token with a higher role, or with the right/);
  host.api.problem = undefined;
  host.locale = "ko-KR";
  assert.match((await host.run("key", "reveal", "nobody")).err, /세션 키 "nobody"/);
  assert.match((await host.run("key", "reveal", "--help")).out, /keys 권한/);
});
