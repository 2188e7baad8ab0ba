import assert from "node:assert/strict";
import { ConnectionCounts } from "../../adapters/connection_counts.ts";

const ONE = "192.0.2.1";
const OTHER = "192.0.2.2";

Deno.test("enter() refuses an address at its own limit, and everybody at the limit of all", () => {
  const counts = new ConnectionCounts({ maxConnectionsPerAddress: 2, maxConnections: 3 });
  assert.deepEqual([counts.enter(ONE), counts.enter(ONE)], [null, null]);
  assert.deepEqual(counts.enter(ONE), {
    kind: "tooManyFromAddress",
    peerAddress: ONE,
    detail: "2 connections are open from this address, 2 allowed",
  });
  assert.equal(counts.enter(OTHER), null);
  assert.equal(counts.enter(OTHER)?.kind, "tooManyConnections");
  assert.deepEqual([counts.total, counts.of(ONE), counts.of(OTHER)], [3, 2, 1]);
});

Deno.test("refusalOf() says what enter() would say, and counts nothing", () => {
  const counts = new ConnectionCounts({ maxConnectionsPerAddress: 1, maxConnections: 9 });
  assert.equal(counts.refusalOf(ONE), null);
  assert.equal(counts.total, 0);
  counts.enter(ONE);
  assert.deepEqual(counts.refusalOf(ONE), counts.enter(ONE));
});

Deno.test("leave() makes room again", () => {
  const counts = new ConnectionCounts({ maxConnectionsPerAddress: 1, maxConnections: 1 });
  counts.enter(ONE);
  counts.leave(ONE);
  assert.deepEqual([counts.total, counts.of(ONE), counts.enter(OTHER)], [0, 0, null]);
});
