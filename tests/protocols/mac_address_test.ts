import assert from "node:assert/strict";
import fc from "fast-check";
import { readMacAddress } from "../../protocols/mac_address.ts";

Deno.test("readMacAddress() reads every spelling that is in the field as one", () => {
  const spellings = [
    "60:83:E7:00:00:1A",
    "60:83:e7:00:00:1a",
    "60-83-e7-00-00-1a",
    "6083.e700.001a",
    "6083e700001A",
    "  60:83:e7:00:00:1a ",
  ];
  for (const spelling of spellings) {
    assert.equal(readMacAddress(spelling), "60:83:E7:00:00:1A", spelling);
  }
});

Deno.test("readMacAddress() takes nothing else, and no address that no machine has", () => {
  const others = [
    "",
    "60:83:E7:00:00",
    "60:83:E7:00:00:1A:2B",
    "60:83-E7:00:00:1A",
    "6083E7:00001A",
    "60:83:E7:00:00:1G",
    "608:3E7:00:00:1A",
    "00:00:00:00:00:00",
    "FF:FF:FF:FF:FF:FF",
    "01:00:5E:00:00:01",
    "60:83:E7:00:00:1A".padEnd(40),
  ];
  for (const other of others) assert.equal(readMacAddress(other), null, JSON.stringify(other));
});

Deno.test("readMacAddress() reads its own spelling as it is, and never throws", () => {
  const digits = fc.stringMatching(/^[0-9a-f]{12}$/);
  fc.assert(fc.property(fc.string(), digits, (any, hex) => {
    readMacAddress(any);
    const read = readMacAddress(hex);
    if (read !== null) assert.equal(readMacAddress(read), read);
  }));
});
