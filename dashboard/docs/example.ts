import type { Schema, Schemas } from "./document.ts";
import { fieldsOf, partsOf, resolve } from "./schema.ts";

/** Deeper than any body of the API; a schema that holds itself ends here. */
const MAX_DEPTH = 8;

/** Texts of which one fits nearly every pattern of the API. */
const TEXTS = [
  "example",
  "1",
  "Example-1",
  "10.0.0.1",
  "0 4 * * *",
  "Asia/Seoul",
  "00:00:5e:00:53:01",
  "2030-01-01T00:00:00.000Z",
];

/** A value that a schema allows, as good as can be told from it: its own example where it has one. */
export function exampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const found = resolve(schema, schemas);
  const givens = [found.example, found.examples?.[0], found.default, found.const, found.enum?.[0]];
  const given = givens.find((value) => value !== undefined);
  if (given !== undefined) return given;
  if (depth >= MAX_DEPTH) return null;
  if (found.properties || found.allOf) return exampleObject(found, schemas, depth);
  const [first] = partsOf(found);
  if (first) return exampleOf(first, schemas, depth + 1);
  return exampleByType(found, schemas, depth);
}

function exampleObject(schema: Schema, schemas: Schemas, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(schema, schemas).map((field) => [
      field.name,
      exampleOf(field.schema, schemas, depth + 1),
    ]),
  );
}

function exampleByType(schema: Schema, schemas: Schemas, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "string":
      return exampleText(schema);
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "array":
      return schema.items ? [exampleOf(schema.items, schemas, depth + 1)] : [];
    case "object":
      return {};
    default:
      return null;
  }
}

function exampleText({ format, pattern, minLength = 0, maxLength = Infinity }: Schema): string {
  if (format === "date-time") return "2030-01-01T00:00:00.000Z";
  const rule = pattern === undefined ? undefined : new RegExp(pattern, "u");
  const fits = (text: string) =>
    (rule?.test(text) ?? true) && text.length >= minLength && text.length <= maxLength;
  return TEXTS.find(fits) ?? "…";
}
