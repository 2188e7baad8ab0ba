import fc from "fast-check";

/** Any JSON, and what is most often mistaken for something else. */
export const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    ...["", "a\u0000b", "\u001b[2J", "../../etc/passwd", "__proto__", "x".repeat(5_000)],
    ...[-1, 0.5, 1e308, 2 ** 53, null, true, [], {}, [[[[]]]]],
  ),
);

/** An object in which some fields hold something odd, some are gone, and some are new. */
export function spoilt(sample: Readonly<Record<string, unknown>>): fc.Arbitrary<object> {
  const fields = Object.entries(sample).map(([key, value]) => {
    const kept = isObject(value) ? spoilt(value) : fc.constant(value);
    return [key, fc.oneof({ weight: 5, arbitrary: kept }, { weight: 1, arbitrary: odd })] as const;
  });
  const known = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  const others = fc.dictionary(fc.string({ maxLength: 12 }), odd, { maxKeys: 2 });
  return fc.tuple(known, others).map(([some, more]) => ({ ...more, ...some }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
