import assert from "node:assert/strict";
import { isForeignOrigin, normalizePeerAddress } from "../../protocols/addresses.ts";

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

Deno.test("isForeignOrigin() finds pages of another place, and lets the own one and programs pass", () => {
  const cases: readonly (readonly [string | undefined, string | undefined, boolean])[] = [
    [undefined, "10.0.0.1:8000", false],
    ["http://10.0.0.1:8000", "10.0.0.1:8000", false],
    ["https://10.0.0.1:8000", "10.0.0.1:8000", false],
    ["http://Host.example", "host.example:80", false],
    ["https://host.example", "HOST.example:443", false],
    ["http://[2001:db8::1]:8000", "[2001:DB8::1]:8000", false],
    ["http://host.example", "host.example:8000", true],
    ["http://10.0.0.1:8001", "10.0.0.1:8000", true],
    ["http://evil.example", "host.example", true],
    ["http://host.example.evil.example", "host.example", true],
    ["http://host.example", undefined, true],
    ["http://host.example", "ho st", true],
    ["null", "null", true],
    ["", "", true],
    ["file://", "host.example", true],
    ["http://", "host.example", true],
    ["chrome-extension://host.example", "host.example", true],
  ];
  for (const [origin, host, expected] of cases) {
    assert.equal(isForeignOrigin(origin, host), expected, `${origin} at ${host}`);
  }
});
