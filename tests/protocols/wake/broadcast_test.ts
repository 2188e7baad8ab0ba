import assert from "node:assert/strict";
import { subnetBroadcast, wakeTargets } from "../../../protocols/wake/broadcast.ts";

const HALL = { address: "192.0.2.2", netmask: "255.255.255.0" };
const WIDE = { address: "198.51.100.130", netmask: "255.255.255.128" };
const LOOPBACK = { address: "127.0.0.1", netmask: "255.0.0.0" };

Deno.test("subnetBroadcast() is the last address of the network, whatever its size", () => {
  assert.equal(subnetBroadcast("192.0.2.31", "255.255.255.0"), "192.0.2.255");
  assert.equal(subnetBroadcast("198.51.100.130", "255.255.255.192"), "198.51.100.191");
  assert.equal(subnetBroadcast("10.20.30.40", "255.240.0.0"), "10.31.255.255");
  for (const none of ["", "2001:db8::1", "256.0.0.1", "192.0.2", "unknown"]) {
    assert.equal(subnetBroadcast(none, "255.255.255.0"), null);
  }
});

Deno.test("wakeTargets() are the cable, our own networks, and that of the machine", () => {
  assert.deepEqual(wakeTargets("203.0.113.9", [LOOPBACK, HALL, WIDE]), [
    "255.255.255.255",
    "192.0.2.255",
    "198.51.100.255",
    "203.0.113.255",
  ]);
});

Deno.test("wakeTargets() go by our own mask when the machine is in a network of ours", () => {
  assert.deepEqual(wakeTargets("198.51.100.200", [WIDE]), ["255.255.255.255", "198.51.100.255"]);
  const small = { address: "198.51.100.130", netmask: "255.255.255.252" };
  assert.deepEqual(wakeTargets("198.51.100.129", [small]), ["255.255.255.255", "198.51.100.131"]);
});

Deno.test("wakeTargets() leave everybody else alone for a machine that is this one", () => {
  assert.deepEqual(wakeTargets("127.0.0.1", [LOOPBACK, HALL]), ["127.255.255.255"]);
});

Deno.test("wakeTargets() do without a last address, or one that is no IPv4", () => {
  for (const last of [null, "2001:db8::31", "unknown"]) {
    assert.deepEqual(wakeTargets(last, [HALL]), ["255.255.255.255", "192.0.2.255"]);
  }
});
