import { z } from "zod";
import type { NodeCommandRule } from "../../protocols/mserver/commands.ts";
import { didYouMean } from "../terminal/did_you_mean.ts";
import { usageFailure } from "../failure.ts";
import type { Texts } from "../texts/texts.ts";
import { AS_SAID, type WordSentence } from "../terminal/sentences.ts";
import { visible } from "../terminal/visible.ts";

/** A param as it may be typed. */
export interface ParamField {
  /** What stands before the `=`. */
  readonly name: string;
  /** Where it belongs in the params: most are on top, keys to check are one level down. */
  readonly path: readonly string[];
  readonly type: "string" | "integer" | "boolean";
  readonly required: boolean;
}

/** Params of a command, as they go to the API. */
export type TypedParams = { readonly [name: string]: unknown };

/** Values that may stand without a name, in this order; all others are typed as `name=value`. */
const IN_ORDER: ReadonlyMap<string, readonly string[]> = new Map([
  ["logs", ["lines"]],
  ["has_session_keys", ["session_keys"]],
  ["has_key", ["public_key", "key_type"]],
  ["find_validator", ["session_keys"]],
]);

interface JsonSchema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: JsonSchema };
}

/** What a command takes, read from the command table. */
export function paramFields({ params }: NodeCommandRule): readonly ParamField[] {
  return fieldsOf(z.toJSONSchema(params, { io: "input" }) as JsonSchema, []);
}

/** Names of the values that may stand without one. */
export function valuesInOrder(command: string): readonly string[] {
  return IN_ORDER.get(command) ?? [];
}

/**
 * The typed words behind a command as its params: `100`, `0x… aura`, `follow=true`. All words of `exec` are the
 * command line, `=` included. What the table says of ranges and forms holds; a value is never repeated in an
 * error, as it may be a key.
 */
export function nodeParams(
  rule: NodeCommandRule,
  words: readonly string[],
  texts: Texts,
  sentence: WordSentence = AS_SAID,
): TypedParams {
  const params = rule.name === "exec" ? { command: words.join(" ") } : gathered(rule, words, texts);
  const read = rule.params.safeParse(params);
  if (read.success) return params;
  const [issue] = read.error.issues;
  const field = fieldFor(paramFields(rule), issue?.path ?? []);
  const missing = field !== undefined && valueAt(params, field.path) === undefined;
  throw usageFailure(
    missing || words.length === 0
      ? texts.usage.missingArgument(field?.name ?? rule.name)
      : `${field?.name ?? rule.name}: ${sentence(issue?.message ?? "")}`,
    texts.nodes.usageOf(usageOf(rule)),
  );
}

/** How a command is typed: `has_key <public_key> [key_type=aura]`. */
export function usageOf(rule: NodeCommandRule): string {
  if (rule.name === "exec") return "exec <command line>";
  const inOrder = valuesInOrder(rule.name);
  const forms = paramFields(rule).map(({ name, required }) => {
    const form = inOrder.includes(name) ? name : `${name}=…`;
    return required ? `<${form}>` : `[${form}]`;
  });
  return [rule.name, ...forms].join(" ");
}

function fieldsOf(schema: JsonSchema, above: readonly string[]): ParamField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, { type, ...rest }]) => {
    const path = [...above, name];
    if (type === "object") return fieldsOf(rest, path);
    const required = schema.required?.includes(name) === true;
    const known = type === "integer" || type === "boolean" ? type : "string";
    return [{ name, path, type: known, required }];
  });
}

function gathered(rule: NodeCommandRule, words: readonly string[], texts: Texts): TypedParams {
  const fields = paramFields(rule);
  const free = [...valuesInOrder(rule.name)];
  const params: Record<string, unknown> = {};
  for (const word of words) {
    const [, named, value] = /^([a-z_]+)=(.*)$/s.exec(word) ?? [];
    const name = named ?? free.shift();
    const field = fields.find((one) => one.name === name);
    if (field === undefined) throw unexpected(rule, named, fields, texts);
    if (valueAt(params, field.path) !== undefined) {
      throw usageFailure(texts.nodes.paramTwice(field.name), texts.nodes.usageOf(usageOf(rule)));
    }
    put(params, field.path, converted(field, value ?? word));
  }
  return params;
}

function unexpected(
  rule: NodeCommandRule,
  named: string | undefined,
  fields: readonly ParamField[],
  texts: Texts,
) {
  const message = named === undefined
    ? texts.nodes.tooManyValues(rule.name)
    : texts.nodes.noSuchParam(rule.name, visible(named)) +
      hintFor(named, fields.map(({ name }) => name), texts);
  return usageFailure(message, texts.nodes.usageOf(usageOf(rule)));
}

function hintFor(word: string, names: readonly string[], texts: Texts): string {
  const meant = didYouMean(word, names);
  return meant === undefined ? "" : ` ${texts.didYouMean(meant)}`;
}

/** What cannot be converted stays as it is: the table then says what it should be. */
function converted({ type }: ParamField, text: string): unknown {
  if (type === "integer") return /^\d{1,9}$/.test(text) ? Number(text) : text;
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return text;
}

function put(params: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [top = "", below] = path;
  if (below === undefined) params[top] = value;
  else params[top] = { ...params[top] as object | undefined, [below]: value };
}

function valueAt(params: TypedParams, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    params,
  );
}

function fieldFor(fields: readonly ParamField[], path: readonly PropertyKey[]) {
  return fields.find((field) => field.path.join("/") === path.map(String).join("/"));
}
