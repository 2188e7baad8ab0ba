import assert from "node:assert/strict";
import { type JsonSchema, schemaFaults } from "./json_schema_check.ts";

const schema: JsonSchema = {
  type: "object",
  properties: {
    id: { type: "integer", minimum: 1 },
    at: { type: ["string", "null"], format: "date-time" },
    state: { type: "string", enum: ["on", "off"] },
    children: { type: "array", items: { $ref: "#/components/schemas/Node" } },
  },
  required: ["id"],
  additionalProperties: false,
};
const components = { Node: schema };

Deno.test("schemaFaults() finds nothing in a value that fits", () => {
  const value = {
    id: 1,
    at: "2026-03-01T09:30:05.120Z",
    state: "on",
    children: [{ id: 2, at: null }],
  };
  assert.deepEqual(schemaFaults(value, schema, components), []);
});

const FAULTY: { readonly [what: string]: unknown } = {
  "a missing key": {},
  "a wrong type": { id: "1" },
  "a fraction for an integer": { id: 1.5 },
  "a number below the minimum": { id: 0 },
  "a word that is not listed": { id: 1, state: "away" },
  "a time without a zone": { id: 1, at: "2026-03-01T09:30:05.120" },
  "an unknown key": { id: 1, secret: "x" },
  "a fault behind a reference": { id: 1, children: [{ id: 1, children: [{}] }] },
  "an array for an object": [],
};

for (const [what, value] of Object.entries(FAULTY)) {
  Deno.test(`schemaFaults() finds one fault when there is ${what}`, () => {
    assert.equal(schemaFaults(value, schema, components).length, 1);
  });
}

Deno.test("schemaFaults() throws for a keyword that it does not know", () => {
  assert.throws(() => schemaFaults(1, { multipleOf: 2 }, {}), /multipleOf/);
});
