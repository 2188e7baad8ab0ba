import assert from "node:assert/strict";
import { normalizePeerAddress } from "../../protocols/addresses.ts";

Deno.test("normalizePeerAddress() gives one spelling for one peer", () => {
  const cases: readonly (readonly [string | undefined, string])[] = [
    ["10.0.0.7", "10.0.0.7"],
    ["::ffff:10.0.0.7", "10.0.0.7"],
    ["::FFFF:10.0.0.7", "10.0.0.7"],
    ["0:0:0:0:0:ffff:10.0.0.7", "10.0.0.7"],
    ["::ffff:0a00:7", "10.0.0.7"],
    ["::ffff:c0a8:01ff", "192.168.1.255"],
    ["::1", "::1"],
    ["FE80::1%eth0", "fe80::1%eth0"],
    ["2001:db8::ffff:a00:7", "2001:db8::ffff:a00:7"],
    ["", "unknown"],
    [undefined, "unknown"],
  ];
  for (const [given, expected] of cases) assert.equal(normalizePeerAddress(given), expected);
});
