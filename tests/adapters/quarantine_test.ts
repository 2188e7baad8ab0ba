import assert from "node:assert/strict";
import { Quarantine } from "../../adapters/quarantine.ts";

Deno.test("holds() is true for a minute after the last offence, and for nobody else", () => {
  let now = 0;
  const quarantine = new Quarantine(() => now);
  quarantine.offended("192.0.2.1");
  now = 30_000;
  quarantine.offended("192.0.2.1");
  now = 89_999;
  assert.deepEqual(["192.0.2.1", "192.0.2.2"].map((each) => quarantine.holds(each)), [true, false]);
  now = 90_000;
  assert.equal(quarantine.holds("192.0.2.1"), false);
});

Deno.test("offended() remembers a bounded number of addresses", () => {
  const quarantine = new Quarantine(() => 0);
  quarantine.offended("192.0.2.1");
  for (let n = 0; n < 1_024; n++) quarantine.offended(`2001:db8::${n}`);
  assert.deepEqual(["192.0.2.1", "2001:db8::1023"].map((each) => quarantine.holds(each)), [
    false,
    true,
  ]);
});
