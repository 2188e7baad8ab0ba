import assert from "node:assert/strict";
import { exampleOf } from "../../../dashboard/docs/example.ts";
import { fieldsOf, rulesOf, typeText } from "../../../dashboard/docs/schema.ts";
import { SAMPLE } from "./sample.ts";

const { schemas } = SAMPLE;
const TREE = { $ref: "#/components/schemas/Tree" };

Deno.test("typeText() says a type in a few characters", () => {
  const texts = [
    [{ type: "string" }, "string"],
    [{ type: ["integer", "null"] }, "integer | null"],
    [{ enum: ["on", "off"] }, '"on" | "off"'],
    [{ const: 1 }, "1"],
    [TREE, "Tree"],
    [{ type: "array", items: TREE }, "array of Tree"],
    [{ anyOf: [TREE, { type: "null" }] }, "Tree | null"],
    [{ allOf: [TREE, { type: "object" }] }, "Tree & object"],
    [{}, "any"],
  ] as const;
  for (const [schema, text] of texts) assert.equal(typeText(schema), text);
});

Deno.test("rulesOf() names what a value must keep to, and no limit of numbers as such", () => {
  assert.deepEqual(rulesOf({ minLength: 1, maxLength: 255, pattern: "^a" }), [
    "1…255 characters",
    "/^a/",
  ]);
  assert.deepEqual(rulesOf({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), ["≥ 0"]);
  assert.deepEqual(rulesOf({ maxItems: 5, default: [] }), ["≤ 5 items", "= []"]);
  assert.deepEqual(rulesOf({ format: "date-time" }), ["date-time"]);
});

Deno.test("fieldsOf() gathers the fields of all parts that hold together", () => {
  const both = { allOf: [{ $ref: "#/components/schemas/Order" }, TREE] };
  assert.deepEqual(
    fieldsOf(both, schemas).map(({ name, required }) => [name, required]),
    [["command", true], ["presetId", false], ["name", false], ["children", false]],
  );
});

Deno.test("exampleOf() prefers what the schema itself gives, null included", () => {
  const order = { $ref: "#/components/schemas/Order" };
  assert.deepEqual(exampleOf(order, schemas), { command: "it's on", presetId: null });
});

Deno.test("exampleOf() finds a text that fits, and ends where a schema holds itself", () => {
  assert.equal(exampleOf({ type: "string", pattern: "^\\d+$" }, schemas), "1");
  assert.equal(exampleOf({ type: "string", pattern: "^!$" }, schemas), "…");
  assert.equal(exampleOf({ type: "integer", minimum: 7 }, schemas), 7);
  const text = JSON.stringify(exampleOf(TREE, schemas));
  assert.ok(text.length < 300, text);
  assert.match(text, /"name":"example"/);
});
