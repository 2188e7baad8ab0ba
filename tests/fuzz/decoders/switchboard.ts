import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeSwitchboard } from "../../../protocols/switchboard/decoder.ts";
import { BUILD_FIXTURES } from "../../protocols/switchboard/build_fixtures.ts";
import { odd, spoilt } from "../odd_json.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

/** Far above what any fact keeps: an output has 4,096 characters, a list 256 entries. */
const MOST_CHARS = 200_000;

const said = fc.constantFrom(...BUILD_FIXTURES).chain(({ event, payload }) =>
  fc.tuple(
    fc.oneof({ weight: 9, arbitrary: fc.constant(event) }, fc.string({ maxLength: 20 })),
    fc.array(fc.oneof({ weight: 9, arbitrary: spoilt(payload) }, odd), { maxLength: 3 }),
  )
);

/** What displays send: one fact for each event, plain and bounded, and the same again for the same. */
export const SWITCHBOARD: DecoderFuzzer = {
  name: "switchboard",
  property: fc.property(said, ([event, args]) => {
    const decoded = decodeSwitchboard(event, args);
    const text = JSON.stringify(decoded);
    assert.equal(JSON.stringify(JSON.parse(text)), text);
    assert.ok(text.length < MOST_CHARS, `${text.length} characters`);
    assert.deepEqual(decodeSwitchboard(event, args), decoded);
  }),
};
