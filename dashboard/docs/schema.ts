import type { Schema, Schemas } from "./document.ts";

/** The name of what a schema refers to; undefined: it refers to nothing. */
export function referenceOf({ $ref }: Schema): string | undefined {
  return $ref?.replace("#/components/schemas/", "");
}

/** What a schema refers to, or itself. */
export function resolve(schema: Schema, schemas: Schemas): Schema {
  const name = referenceOf(schema);
  return name === undefined ? schema : schemas[name] ?? {};
}

/** The alternatives of a schema, or the parts that hold together; empty where it is neither. */
export function partsOf({ anyOf, oneOf, allOf }: Schema): readonly Schema[] {
  return anyOf ?? oneOf ?? allOf ?? [];
}

/** A schema's type in a few characters: `string`, `array of Display`, `Camera | null`, `"one" | "two"`. */
export function typeText(schema: Schema): string {
  const name = referenceOf(schema);
  if (name !== undefined) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.items) return `array of ${typeText(schema.items)}`;
  const parts = partsOf(schema);
  if (parts.length > 0) return parts.map(typeText).join(schema.allOf ? " & " : " | ");
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  return typeof schema.type === "string" ? schema.type : "any";
}

/** What a value must keep to, each rule in a few characters: `1…255 characters`, `1…500`. */
export function rulesOf(schema: Schema): readonly string[] {
  const { format, pattern, default: preset } = schema;
  return [
    rangeText(schema.minLength, schema.maxLength, " characters"),
    rangeText(schema.minimum, schema.maximum, ""),
    rangeText(schema.minItems, schema.maxItems, " items"),
    format ?? "",
    pattern === undefined ? "" : `/${pattern}/`,
    preset === undefined ? "" : `= ${JSON.stringify(preset)}`,
  ].filter((rule) => rule !== "");
}

/** The fields of an object, of all parts that hold together; empty for anything else. */
export function fieldsOf(
  schema: Schema,
  schemas: Schemas,
): readonly { readonly name: string; readonly required: boolean; readonly schema: Schema }[] {
  const { properties = {}, required = [], allOf = [] } = resolve(schema, schemas);
  const own = Object.entries(properties).map(([name, field]) => ({
    name,
    required: required.includes(name),
    schema: field,
  }));
  return [...allOf.flatMap((part) => fieldsOf(part, schemas)), ...own];
}

function rangeText(from: number | undefined, to: number | undefined, unit: string): string {
  // The ends of what a number can be are no rule.
  const low = from === undefined || Math.abs(from) >= Number.MAX_SAFE_INTEGER ? undefined : from;
  const high = to === undefined || to >= Number.MAX_SAFE_INTEGER ? undefined : to;
  if (low === undefined && high === undefined) return "";
  if (high === undefined) return `≥ ${low}${unit}`;
  return low === undefined ? `≤ ${high}${unit}` : `${low}…${high}${unit}`;
}
