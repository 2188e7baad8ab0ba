import assert from "node:assert/strict";
import { FakeHost } from "../fakes/fake_host.ts";
import { syncHostBody } from "../fakes/samples.ts";

/** One member of each kind that can be forgotten, beside displays and cameras. */
function stage(): FakeHost {
  const host = new FakeHost();
  host.api.nodes.add("client123", ["3node0"]);
  host.api.syncHosts.push(syncHostBody(1, { name: "Hall left" }));
  return host;
}

const removals = (host: FakeHost) =>
  host.api.asked.filter(({ method }) => method === "DELETE")
    .map(({ path, query }) => `${path} ${query.get("force")}`);

Deno.test("node forget finds the host by its machine's name, and says that its keys stay", async () => {
  const host = stage();
  const { code, out } = await host.run("node", "forget", "Machine of client123");
  assert.equal(code, 0);
  assert.match(out, /^client123 was forgotten\. Its session keys stay: .*list session-keys\n$/);
  assert.deepEqual(removals(host), ["/nodes/client123 null"]);
  assert.deepEqual(host.api.nodes.hosts, []);
});

Deno.test("sync forget finds the host by its name, by force only when told to", async () => {
  const host = stage();
  const { code, out } = await host.run("sync", "forget", "Hall left", "--force");
  assert.equal(code, 0);
  assert.match(out, /^"Hall left" was forgotten\. It comes back as new when its PC reports\.\n$/);
  assert.deepEqual(removals(host), ["/sync-hosts/id:1 true"]);
});

Deno.test("what is forgotten is told to programs as JSON", async () => {
  const host = stage();
  const node = await host.run("node", "forget", "client123", "--force", "--json");
  assert.deepEqual(JSON.parse(node.out), { serverId: "client123", name: "machine of client123" });
  const sync = await host.run("sync", "forget", "1", "--json");
  assert.deepEqual(JSON.parse(sync.out), { id: 1, name: "Hall left" });
});

Deno.test("nobody is forgotten by a wrong name, and the nearest one is told", async () => {
  const host = stage();
  const node = await host.run("node", "forget", "clinet123");
  assert.equal(node.code, 1);
  assert.match(node.err, /no node "clinet123"\. Did you mean "client123"\?\n.*list nodes\n$/);
  const sync = await host.run("sync", "forget", "Hall letf");
  assert.equal(sync.code, 1);
  assert.match(sync.err, /no sync host "Hall letf"\. Did you mean "Hall left"\?\n.*sync-hosts\n$/);
  assert.deepEqual(removals(host), []);
});

Deno.test("a refusal is told as it was said", async () => {
  const host = stage();
  const { fetch } = host.api;
  host.api.fetch = (request) => {
    const detail = "The host is connected; forgetting it needs force.";
    if (request.method === "DELETE") host.api.problem = { code: "conflict", detail };
    return fetch.call(host.api, request);
  };
  const { code, err } = await host.run("node", "forget", "client123");
  assert.deepEqual([code, err], [1, "The host is connected; forgetting it needs force.\n"]);
});

Deno.test("node forget and sync forget speak Korean", async () => {
  const host = stage();
  host.locale = "ko-KR";
  assert.match((await host.run("node", "forget", "client123")).out, /세션 키는 남아 있습니다/);
  assert.match((await host.run("sync", "forget", "Hall")).err, /동기 호스트 "Hall"/);
});
