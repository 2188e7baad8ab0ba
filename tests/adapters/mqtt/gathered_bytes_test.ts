import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { GatheredBytes } from "../../../adapters/mqtt/gathered_bytes.ts";

Deno.test("take() gives what add() got, in order, however long it is and whatever was taken before", () => {
  const piece = fc.oneof(fc.uint8Array({ maxLength: 3_000 }), fc.string({ unit: "grapheme" }));
  fc.assert(fc.property(fc.array(fc.array(piece)), (rounds) => {
    const gathered = new GatheredBytes();
    const expected: Buffer[] = [];
    const taken: Uint8Array[] = [];
    for (const pieces of rounds) {
      for (const one of pieces) gathered.add(one);
      expected.push(Buffer.concat(pieces.map((one) => Buffer.from(one))));
      assert.equal(gathered.length, expected.at(-1)?.length);
      taken.push(gathered.take());
    }
    assert.deepEqual(
      taken.map((bytes) => Buffer.from(bytes)),
      expected,
      "and nothing is overwritten",
    );
  }));
});
