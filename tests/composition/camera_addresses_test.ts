import assert from "node:assert/strict";
import { createAddressRule } from "../../composition/camera_addresses.ts";

const OWN = ["10.1.2.3", "172.16.0.9", "192.168.0.235", "127.0.0.1", "127.8.0.2", "169.254.1.1"];
const OWN_6 = ["::1", "fe80::1", "fd00::7", "::ffff:10.0.0.1"];
const FOREIGN = ["192.0.2.1", "8.8.8.8", "0.0.0.0", "255.255.255.255", "224.0.0.1", "2001:db8::1"];
const NONE = [
  "camera.local",
  "",
  "10.0.0.1:8000",
  "10.0.0.0/8",
  "10.1",
  "2130706433",
  '{"ip":"10.0.0.1"}',
];

Deno.test("createAddressRule() permits addresses of private networks when no range is configured", () => {
  const permits = createAddressRule();
  for (const address of [...OWN, ...OWN_6]) assert.equal(permits(address, []), true, address);
  for (const address of [...FOREIGN, ...NONE]) assert.equal(permits(address, []), false, address);
});

Deno.test("createAddressRule() permits what lies in a configured range or is a configured address, and nothing else", () => {
  const permits = createAddressRule();
  const ranges = ["192.0.2.0/28", "198.51.100.7", "2001:db8::/32"];
  for (const address of ["192.0.2.15", "198.51.100.7", "2001:db8::9", "::ffff:192.0.2.1"]) {
    assert.equal(permits(address, ranges), true, address);
  }
  for (const address of ["192.0.2.16", "198.51.100.8", "10.1.2.3", "2001:db9::1", ...NONE]) {
    assert.equal(permits(address, ranges), false, address);
  }
  assert.equal(permits("10.1.2.3", ["10.0.0.0/8"]), true);
});
