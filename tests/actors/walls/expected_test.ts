import assert from "node:assert/strict";
import { expectedHosts, type HostBrief } from "../../../actors/walls/expected.ts";

function brief(id: number, changes: Partial<HostBrief> = {}): HostBrief {
  return {
    id,
    name: `Host ${id}`,
    configured: false,
    claimedAddress: `10.0.0.${id}`,
    peerAddress: `10.0.0.${id}`,
    lastSeenAt: id,
    state: "slave",
    liveness: "online",
    heard: true,
    flapping: false,
    masterUntil: null,
    ...changes,
  };
}

const idOf = (listed: string, briefs: readonly HostBrief[]) =>
  expectedHosts([listed], briefs)[0]?.facts?.id;

Deno.test("expectedHosts() finds a host by its configured name, whatever its letter case", () => {
  const briefs = [brief(1, { name: "Left", configured: true }), brief(2, { name: "left" })];
  assert.equal(idOf("LEFT", briefs), 1);
  assert.equal(idOf("Host 2", briefs), undefined);
});

Deno.test("expectedHosts() finds a host by the address it claims, then by the one it comes from", () => {
  const briefs = [brief(1, { peerAddress: "10.0.0.9" }), brief(2, { claimedAddress: "10.0.0.8" })];
  assert.equal(idOf("10.0.0.1", briefs), 1);
  assert.equal(idOf("10.0.0.9", briefs), 1);
  assert.equal(idOf("10.0.0.2", briefs), 2);
});

Deno.test("expectedHosts() calls an address ambiguous from which two hosts are online", () => {
  const [found] = expectedHosts(["10.0.0.1"], [brief(1), brief(2, { claimedAddress: "10.0.0.1" })]);
  assert.deepEqual([found?.ambiguous, found?.facts], [true, undefined]);
});

Deno.test("expectedHosts() takes the one that is online, else the one heard last", () => {
  const old = brief(1, { liveness: "offline", lastSeenAt: 9 });
  const moved = brief(2, { claimedAddress: "10.0.0.1", lastSeenAt: 5 });
  assert.equal(idOf("10.0.0.1", [old, moved]), 2);
  assert.equal(idOf("10.0.0.1", [old, { ...moved, liveness: "offline" }]), 1);
});
