/** A JSON Schema (2020-12) as far as our OpenAPI document uses it. */
export type JsonSchema = { readonly [keyword: string]: unknown };

type Check = (argument: unknown, value: unknown, schema: JsonSchema, at: Place) => string[];

interface Place {
  readonly path: string;
  readonly components: { readonly [name: string]: JsonSchema };
}

/**
 * Every way in which `value` is not what `schema` says, as `path: fault`; empty when it fits. Written apart from
 * the library that makes the document, so that it cannot share that library's mistakes. Throws for a keyword
 * that it does not know: nothing goes unchecked in silence.
 */
export function schemaFaults(
  value: unknown,
  schema: JsonSchema,
  components: Place["components"],
): string[] {
  return check(value, schema, { path: "$", components });
}

function check(value: unknown, schema: JsonSchema, at: Place): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    const rule = RULES[keyword];
    if (!rule) throw new Error(`${at.path}: the schema keyword ${keyword} is not known here`);
    return rule(argument, value, schema, at);
  });
}

const nothing: Check = () => [];

const RULES: { readonly [keyword: string]: Check } = {
  description: nothing,
  example: nothing,
  default: nothing,
  discriminator: nothing,
  $ref: (ref, value, _schema, at) => {
    const name = String(ref).replace("#/components/schemas/", "");
    const target = at.components[name];
    if (!target) throw new Error(`${at.path}: there is no component ${name}`);
    return check(value, target, at);
  },
  type: (type, value, _schema, at) =>
    [type].flat().some((name) => isType(String(name), value))
      ? []
      : [`${at.path}: ${JSON.stringify(value)} is not ${JSON.stringify(type)}`],
  enum: (words, value, _schema, at) =>
    (words as unknown[]).includes(value)
      ? []
      : [`${at.path}: ${JSON.stringify(value)} is not one of ${JSON.stringify(words)}`],
  properties: (properties, value, _schema, at) => {
    if (!isObject(value)) return [];
    return Object.entries(properties as Record<string, JsonSchema>).flatMap(([key, inner]) =>
      key in value ? check(value[key], inner, { ...at, path: `${at.path}.${key}` }) : []
    );
  },
  required: (keys, value, _schema, at) =>
    (keys as string[]).filter((key) => isObject(value) && !(key in value))
      .map((key) => `${at.path}: ${key} is missing`),
  additionalProperties: (allowed, value, schema, at) => {
    if (!isObject(value)) return [];
    const known = Object.keys((schema.properties ?? {}) as object);
    return Object.keys(value).filter((key) => !known.includes(key)).flatMap((key) =>
      allowed === false
        ? [`${at.path}: ${key} is not in the schema`]
        : check(value[key], allowed as JsonSchema, { ...at, path: `${at.path}.${key}` })
    );
  },
  items: (inner, value, _schema, at) =>
    Array.isArray(value)
      ? value.flatMap((entry, index) =>
        check(entry, inner as JsonSchema, { ...at, path: `${at.path}[${index}]` })
      )
      : [],
  anyOf: (options, value, _schema, at) => oneOf(options, value, at),
  oneOf: (options, value, _schema, at) => oneOf(options, value, at),
  allOf: (parts, value, _schema, at) =>
    (parts as JsonSchema[]).flatMap((part) => check(value, part, at)),
  minimum: (limit, value, _schema, at) => below(value, limit, at, "is too small"),
  exclusiveMinimum: (limit, value, _schema, at) =>
    typeof value === "number" && value <= Number(limit)
      ? [`${at.path}: ${value} is too small`]
      : [],
  maximum: (limit, value, _schema, at) => below(limit, value, at, "is too large"),
  minLength: (limit, value, _schema, at) =>
    typeof value === "string" ? below(value.length, limit, at, "is too short") : [],
  maxLength: (limit, value, _schema, at) =>
    typeof value === "string" ? below(limit, value.length, at, "is too long") : [],
  pattern: (pattern, value, _schema, at) =>
    typeof value !== "string" || new RegExp(String(pattern), "u").test(value)
      ? []
      : [`${at.path}: ${value} does not match ${pattern}`],
  minItems: (limit, value, _schema, at) =>
    Array.isArray(value) ? below(value.length, limit, at, "has too few entries") : [],
  maxItems: (limit, value, _schema, at) =>
    Array.isArray(value) ? below(limit, value.length, at, "has too many entries") : [],
  format: (format, value, _schema, at) => {
    if (format !== "date-time") {
      throw new Error(`${at.path}: the format ${format} is not known here`);
    }
    return typeof value !== "string" || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)
      ? []
      : [`${at.path}: ${value} is not a time in UTC`];
  },
};

function oneOf(options: unknown, value: unknown, at: Place): string[] {
  const faults = (options as JsonSchema[]).map((option) => check(value, option, at));
  return faults.some((found) => found.length === 0) ? [] : [`${at.path}: fits no option`];
}

function below(low: unknown, high: unknown, at: Place, fault: string): string[] {
  return typeof low === "number" && typeof high === "number" && low < high
    ? [`${at.path}: ${fault}`]
    : [];
}

function isType(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  const actual = typeof value;
  return actual === type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
