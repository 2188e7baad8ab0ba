import assert from "node:assert/strict";
import { codeOf } from "../../support/displays/fleet.ts";
import { aContainer } from "../../support/nodes/fake_node_link.ts";
import { withNodes } from "../../support/nodes/node_fleet.ts";

Deno.test("registerNode says registered as the first word when a client is let in", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register("HOST-1");
    assert.equal(link.told[0]?.type, "registered");
    const node = await fleet.find();
    assert.deepEqual([node.connected, node.version, node.liveness.state], [
      true,
      "1.1.0",
      "online",
    ]);
  }));

Deno.test("registerNode closes the older link when the same server id comes again", () =>
  withNodes(async (fleet) => {
    const older = await fleet.register("HOST-1");
    const newer = await fleet.register("HOST-1");
    assert.deepEqual([older.open, newer.open], [false, true]);
    assert.equal(older.closes[0]?.code, 4000);
    assert.equal(newer.told[0]?.type, "registered");
    assert.deepEqual(fleet.kinds(), ["takenOver"]);
    // What the older one still says proves nothing.
    older.host?.tell({ type: "linkClosed", link: older, reason: "late" });
    await fleet.settle();
    assert.equal((await fleet.find()).connected, true);
  }));

Deno.test("registerNode invents the same id again when an unnamed client of an address returns", () =>
  withNodes(async (fleet) => {
    const first = await fleet.register("");
    const second = await fleet.register("");
    assert.deepEqual([first.open, second.open], [true, true]);
    first.cut();
    await fleet.settle();
    await fleet.register("");
    const ids = (await fleet.nodes({ type: "listNodes" })).map(({ serverId }) => serverId);
    assert.equal((await fleet.nodes({ type: "listNodes", health: "unknown" })).length, ids.length);
    assert.deepEqual(await fleet.nodes({ type: "listNodes", health: "ok" }), []);
    assert.deepEqual(ids, ["unknown-192.0.2.7", "unknown-192.0.2.7-2"]);
  }));

Deno.test("registerNode refuses when the fleet is full, and lets known hosts in all the same", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register("HOST-1");
    assert.equal(codeOf((await fleet.claim("HOST-2")).outcome), "tooMany");
    link.cut();
    assert.equal(codeOf((await fleet.claim("HOST-1")).outcome), "accepted");
  }, { needs: { maxNodes: 1 } }));

Deno.test("registerNode refuses another account, or none, when the server id has logged in before", () =>
  withNodes(async (fleet) => {
    await fleet.register("HOST-1", { account: "ops" });
    assert.equal(
      codeOf((await fleet.claim("HOST-1", { account: "other" })).outcome),
      "unauthorized",
    );
    assert.equal(codeOf((await fleet.claim("HOST-1")).outcome), "unauthorized");
    assert.equal(codeOf((await fleet.claim("HOST-1", { account: "ops" })).outcome), "accepted");
  }));

Deno.test("registerNode refuses ids that could not be an actor's key or part of a path", () =>
  withNodes(async (fleet) => {
    for (const serverId of ["../../etc/passwd", "a\nb", "x".repeat(65)]) {
      assert.equal(codeOf((await fleet.claim(serverId)).outcome), "invalid", serverId);
    }
  }));

Deno.test("forgetNode takes host, containers and history out, and the client comes back as new", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register("HOST-1");
    link.reports([aContainer()]);
    await fleet.advance(11_000);
    const refused = await fleet.nodes({ type: "forgetNode", serverId: "HOST-1", force: false });
    assert.equal(codeOf(refused), "conflict");
    const done = await fleet.nodes({ type: "forgetNode", serverId: "HOST-1", force: true });
    assert.equal(codeOf(done), "accepted");
    assert.equal(link.closes[0]?.code, 4001);
    assert.deepEqual([fleet.stores.nodes.nodes(), fleet.stores.nodes.containers()], [[], []]);
    await fleet.register("HOST-1");
    assert.deepEqual((await fleet.find()).members, []);
  }));
