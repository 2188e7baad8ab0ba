import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeNodeFrame } from "../../../protocols/mserver/decoder.ts";
import { readReading } from "../../../protocols/mserver/reading.ts";
import { Reading } from "./reading_schema.ts";
import { AT, M11_SYSTEM, m11Container, m11Stats, SUMMARY_EXTRAS } from "./frames.ts";

const TYPES = [
  "register",
  "stats",
  "summary",
  "heartbeat",
  "command_response",
  "command_output",
  "validator_changed",
  "key_update",
  "backup_complete",
  "ping",
  "pong",
];

/** Any JSON, now and then a value of the kind that a field wants. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom("", "a\u0000b", "synced", -1, 0.5, 1e308, 2 ** 53, null, true, [], {}),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** An object in which some of the fields hold something odd, and some are gone. */
function spoilt(sample: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(sample).map(([key, value]) =>
    [
      key,
      fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: odd }),
    ] as const
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

const container = fc.tuple(
  spoilt(m11Container("x")),
  fc.constantFrom("cpu", "memory", "blockchain"),
  odd,
)
  .map(([fields, part, value]) => ({ ...fields, [part]: value }));

/** Stats whose names are good and distinct, so that reader and schema must agree in all the rest. */
const reading = fc.record({
  timestamp: fc.oneof(fc.constant(AT), odd),
  sequence: odd,
  interval: fc.oneof(fc.constantFrom(1, 5, 86_400, 86_401), odd),
  data: fc.record({
    system: fc.oneof({ weight: 4, arbitrary: spoilt(M11_SYSTEM) }, { weight: 1, arbitrary: odd }),
    containers: fc.array(container, { maxLength: 4 })
      .map((list) => list.map((each, at) => ({ ...each, name: `node${at}` }))),
    configured_nodes: fc.array(fc.oneof(odd, fc.constantFrom("3node0", "node1", "a/b")), {
      maxLength: 5,
    }),
  }),
});

Deno.test("readReading() and the schema give the same answer to anything that JSON can say", () => {
  fc.assert(
    fc.property(reading, (given) => {
      const frame = JSON.parse(JSON.stringify(given));
      const read = readReading(frame);
      const expected = Reading.safeParse(frame);
      if ("type" in read) return assert.equal(expected.success, false, read.detail);
      assert.deepEqual(read, expected.data);
    }),
    { numRuns: 400 },
  );
});

Deno.test("decodeNodeFrame() never throws, whatever the text", () => {
  const frame = fc.tuple(
    fc.constantFrom(...TYPES),
    fc.oneof(spoilt(m11Stats(["a"])), fc.dictionary(fc.string(), odd)),
    odd,
  )
    .map(([type, fields, data]) => JSON.stringify({ data, ...fields, type }));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), frame), (text) => {
      assert.ok(decodeNodeFrame(text).type.length > 0);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("decodeNodeFrame() survives every cut of a summary, and reads it whole only", () => {
  const frame = m11Stats(["3node0"]);
  const data = { ...frame.data as object, ...SUMMARY_EXTRAS };
  const text = JSON.stringify({ ...frame, type: "summary", data });
  for (let end = 0; end < text.length; end++) {
    assert.equal(decodeNodeFrame(text.slice(0, end)).type, "violation");
  }
  assert.equal(decodeNodeFrame(text).type, "summaryReported");
  assert.equal(decodeNodeFrame(`${text}}`).type, "violation");
});

Deno.test("decodeNodeFrame() takes a list nested a million deep for what it is, and does not fall over", () => {
  const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
  const answer =
    `{"type":"command_response","data":{"id":"a","status":"completed","result":${deep}}}`;
  assert.ok(["violation", "commandAnswered"].includes(decodeNodeFrame(answer).type));
});
