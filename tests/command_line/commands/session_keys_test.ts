import assert from "node:assert/strict";
import type { SessionKey } from "../../../protocols/api/session_key.ts";
import { FakeHost } from "../fakes/fake_host.ts";
import { TIME } from "../fakes/samples.ts";

function aKey(keyId: string, changes: Partial<SessionKey> = {}): SessionKey {
  return {
    keyId,
    serverId: "HOST-1",
    container: "3node0",
    masked: "0x1a2b3c4d…",
    source: "key_update",
    at: TIME,
    verification: null,
    ...changes,
  };
}

Deno.test("list session-keys shows the newest of each container, and whether its container holds it", async () => {
  const host = new FakeHost();
  const verified = { verified: true, detail: "The container holds it.", at: TIME };
  const refused = { verified: false, detail: "It does not.", at: TIME };
  host.api.sessionKeys.push(
    aKey("key_1"),
    aKey("key_2", { container: "node1", verification: verified }),
    aKey("key_3", { container: "node2", verification: refused }),
  );
  const { code, out } = await host.run("list", "session-keys", "--host", "HOST-1");
  assert.equal(code, 0);
  assert.match(out, /key_1 +HOST-1\/3node0 +0x1a2b3c4d… .*not asked yet/);
  assert.match(out, /key_2 +HOST-1\/node1 .* yes /);
  assert.match(out, /key_3 +HOST-1\/node2 .* no: It does not\. /);
  assert.equal(host.api.asked[0]?.query.get("serverId"), "HOST-1");
});

Deno.test("list session-keys --container shows every key of it, up to the limit", async () => {
  const host = new FakeHost();
  host.api.sessionKeys.push(aKey("key_2"), aKey("key_1"), aKey("key_3", { container: "node1" }));
  const args = ["list", "session-keys", "--host", "HOST-1", "--container", "3node0"];
  const all = JSON.parse((await host.run(...args, "--json")).out);
  assert.deepEqual(all.map(({ keyId }: SessionKey) => keyId), ["key_2", "key_1"]);
  const first = await host.run(...args, "--limit", "1");
  assert.ok(!first.out.includes("key_1"));
  assert.match(first.err, /Only the first 1 are shown/);
});

Deno.test("list session-keys --container needs the host that the container is on", async () => {
  const host = new FakeHost();
  const { code, err } = await host.run("list", "session-keys", "--container", "3node0");
  assert.deepEqual([code, err.split(":")[0]], [2, "--container needs --host"]);
});
