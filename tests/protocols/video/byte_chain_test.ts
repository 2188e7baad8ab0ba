import assert from "node:assert/strict";
import fc from "fast-check";
import { ByteChain } from "../../../protocols/video/byte_chain.ts";
import { concat } from "./streams.ts";

Deno.test("ByteChain gives back what was added, from any place to any other", () => {
  const sizes = fc.array(fc.oneof(fc.nat(40), fc.integer({ min: 500, max: 3_000 })), {
    maxLength: 20,
  });
  fc.assert(fc.property(sizes, fc.nat(), fc.nat(), fc.nat(), (sizes, one, other, third) => {
    const pieces = sizes.map((size, at) => new Uint8Array(size).map((_, byte) => byte * 7 + at));
    const all = concat(...pieces);
    const chain = new ByteChain();
    for (const piece of pieces) chain.add(piece);
    const places = [one, other, third].map((place) => place % (all.length + 1));
    const [start = 0, from = 0, to = 0] = places.sort((one, other) => one - other);
    assert.deepEqual(chain.take(start), all.subarray(0, start));
    assert.deepEqual([chain.start, chain.end], [start, all.length]);
    assert.deepEqual(chain.view(from, to), all.subarray(from, to));
    assert.equal(chain.at(from), all[from]);
    assert.deepEqual(chain.take(all.length), all.subarray(start));
  }));
});

Deno.test("ByteChain joins single bytes to few pieces, and gives large ones as they are", () => {
  const chain = new ByteChain();
  const large = new Uint8Array(1_000);
  chain.add(large);
  for (let at = 0; at < 10_000; at++) chain.add(Uint8Array.of(at));
  assert.equal(chain.views(0, chain.end).length, 1 + Math.ceil(10_000 / 4_096));
  assert.equal(chain.take(1_000), large);
});
