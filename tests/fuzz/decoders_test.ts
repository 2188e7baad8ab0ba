import assert from "node:assert/strict";
import { runDecoder } from "./decoder_run.ts";
import { DECODERS } from "./decoders/all.ts";

/** A few hundred cases of each in every run; `deno task fuzz` takes two minutes for each. */
const FOR_MS = 150;

for (const decoder of DECODERS) {
  Deno.test(`the decoder ${decoder.name} withstands whatever it is given`, async () => {
    const { cases, failure } = await runDecoder(decoder, { seed: Date.now() | 0, forMs: FOR_MS });
    if (failure !== undefined) assert.fail(failure);
    assert.ok(cases > 0);
  });
}
