/**
 * The Prometheus text format, version 0.0.4: what monitoring systems read of `/metrics`. Only the writing side.
 *
 * @example
 * ```ts
 * const lines = [{ labels: [["kind", "display"]], value: 12 }] as const;
 * encodeExposition([{ name: "members", type: "gauge", help: "Members.", lines }]);
 * // # HELP members Members.
 * // # TYPE members gauge
 * // members{kind="display"} 12
 * ```
 * @module
 */

/** The media type of the text. */
export const EXPOSITION_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** A label of a line: its name, `[a-zA-Z_][a-zA-Z0-9_]*`, and any text. */
export type Label = readonly [name: string, value: string];

/** One number. */
export interface MetricLine {
  /** Behind the family's name; a histogram's lines have `_bucket`, `_sum` or `_count`. */
  readonly suffix?: "_bucket" | "_sum" | "_count";
  readonly labels: readonly Label[];
  /** Any number; the format knows NaN and both infinities. */
  readonly value: number;
}

/** Lines of one name, which stand together. A family without lines is left out. */
export interface MetricFamily {
  /** `[a-zA-Z_:][a-zA-Z0-9_:]*`; a counter's ends in `_total` by convention. */
  readonly name: string;
  readonly type: "gauge" | "counter" | "histogram";
  /** One line of text; line feeds are escaped. */
  readonly help: string;
  readonly lines: readonly MetricLine[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Writes families in their order. Throws a `RangeError` that names a family or label whose name the format does not
 * allow, or a family that comes twice: our misuse, as no name comes from outside.
 */
export function encodeExposition(families: readonly MetricFamily[]): string {
  const seen = new Set<string>();
  let text = "";
  for (const family of families) {
    const { name } = family;
    if (!NAME.test(name)) throw new RangeError(`metric name must match ${NAME}, got "${name}"`);
    if (seen.has(name)) throw new RangeError(`metric ${name} comes twice`);
    seen.add(name);
    text += encodeFamily(family);
  }
  return text;
}

function encodeFamily({ name, type, help, lines }: MetricFamily): string {
  if (lines.length === 0) return "";
  let text = `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`;
  for (const { suffix = "", labels, value } of lines) {
    text += `${name}${suffix}${encodeLabels(labels)} ${encodeNumber(value)}\n`;
  }
  return text;
}

function encodeLabels(labels: readonly Label[]): string {
  if (labels.length === 0) return "";
  return `{${labels.map(encodeLabel).join(",")}}`;
}

function encodeLabel([name, value]: Label): string {
  if (!LABEL_NAME.test(name)) {
    throw new RangeError(`label name must match ${LABEL_NAME}, got "${name}"`);
  }
  return `${name}="${escapeHelp(value).replaceAll('"', '\\"')}"`;
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

/** As the format's readers parse numbers: those of Go, whose infinities have names of their own. */
export function encodeNumber(value: number): string {
  if (value === Infinity) return "+Inf";
  if (value === -Infinity) return "-Inf";
  return String(value);
}
