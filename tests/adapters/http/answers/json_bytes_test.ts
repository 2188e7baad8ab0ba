import assert from "node:assert/strict";
import fc from "fast-check";
import { JsonBytes } from "../../../../adapters/http/answers/json_bytes.ts";

function written(write: (json: JsonBytes) => void): string {
  const json = new JsonBytes();
  write(json);
  return new TextDecoder().decode(json.bytes());
}

function rounded(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return value >= 0 && value < 1_000 ? Math.round(value * 100) / 100 : Math.round(value);
}

const values = fc.oneof(
  fc.double(),
  fc.double({ min: 0, max: 2_000 }),
  fc.integer({ min: -1_000, max: 2 ** 31 }),
  fc.bigInt(0n, 2n ** 64n).map(Number),
  fc.constantFrom(0, 0.004, 0.005, 9.99, 10.1, 999.994, 999.995, 999.999, 1_000, 99_999_999, 1e8),
  fc.constantFrom(1e8 + 0.5, 999_999_999_999_999, 1e15, 2 ** 53, 2 ** 64, 1e21, NaN, Infinity),
);

Deno.test("JsonBytes.numbers() writes what JSON.stringify() writes of rounded numbers", () => {
  fc.assert(
    fc.property(fc.array(values), (list) => {
      const text = written((json) => json.numbers(Float64Array.from(list)));
      assert.equal(text, JSON.stringify(list.map(rounded)));
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("JsonBytes.words() writes the words behind numbers, and null for one that has none", () => {
  const text = written((json) =>
    json.words(Float64Array.of(1, 0, 2, 9, NaN), [null, "a", '한 "b'])
  );
  assert.deepEqual(JSON.parse(text), ["a", null, '한 "b', null, null]);
  assert.equal(written((json) => json.words(new Float64Array(), ["a"])), "[]");
});

Deno.test("JsonBytes keeps everything in order, however much it is", () => {
  const many = new Float64Array(20_000).fill(123_456_789.4);
  const text = written((json) => {
    json.text('{"이름":');
    json.numbers(many);
    json.text(',"b":');
    json.numbers(new Float64Array());
    json.text("}");
  });
  assert.deepEqual(JSON.parse(text), { 이름: Array.from(many, () => 123_456_789), b: [] });
});
