import type { Sink } from "@logtape/logtape";
import { type FieldPatterns, redactByField } from "@logtape/redaction";

const MASK = "***";

/** Fields whose value is never written, wherever they stand in a record. */
const SECRET_FIELDS: FieldPatterns = [
  /^(set-)?cookie$/i,
  /^(proxy-)?authorization$/i,
  /passw(or)?d/i,
  /secret/i,
  /^(admin_?|csrf_?|access_?|refresh_?|session_?)?token$/i,
  /session_?keys?/i,
  /^tls_?key$/i,
];

const QUOTED_OR_WORD = String.raw`(\\?"[^"\r\n]*?\\?"|'[^'\r\n]*'|[^\s,;&}"']+)`;
const NAMED = String.raw`(?:passw(?:or)?d|(?:client_?)?secret|session_?keys?|csrf_?token)`;

/** What a secret looks like inside a text. Each keeps the words that say which secret stood there. */
const SECRET_PATTERNS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\bsbx_[A-Za-z0-9_-]+/g, `sbx_${MASK}`],
  // 64 bytes and up: session keys are several 32-byte public keys in one hex string.
  [/\b0x[0-9a-fA-F]{128,}\b/g, `0x${MASK}`],
  // The addresses of incoming webhooks are passwords: what stands behind these paths is the token.
  [
    /(\/services\/T|\/api\/(?:v\d+\/)?webhooks\/\d+\/|\/bot\d)[A-Z0-9:-][^\s"'<>\\]{7,}/gi,
    `$1${MASK}`,
  ],
  [/\bwhsec_[A-Za-z0-9+/=_-]+/g, `whsec_${MASK}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>\\]+@/gi, `$1${MASK}@`],
  [/\b(bearer|basic)(\s+)[A-Za-z0-9._~+/=-]+/gi, `$1$2${MASK}`],
  [
    /\b(authorization\\?["']?\s*[:=]\s*\\?["']?)(?!bearer\b|basic\b)[^\s"'\\,;]+/gi,
    `$1${MASK}`,
  ],
  [/\b((?:set-)?cookie\\?["']?\s*[:=]\s*\\?["']?)[^\r\n"'\\)]+/gi, `$1${MASK}`],
  [new RegExp(String.raw`(${NAMED}\\?["']?\s*[:=]\s*)${QUOTED_OR_WORD}`, "gi"), `$1${MASK}`],
];

/**
 * Hands records on with their secrets masked: first fields by their name, at any depth; then whatever looks
 * like a secret in the message and in any text of the properties, error messages, stacks and causes included.
 */
export function redactSink(sink: Sink): Sink {
  const masked: Sink = (record) => {
    const properties = maskTexts(record.properties, 0);
    sink({
      ...record,
      message: [maskText(inOneText(record.message))],
      properties: isRecord(properties) ? properties : {},
    });
  };
  return redactByField(masked, { fieldPatterns: SECRET_FIELDS, action: () => MASK });
}

/** A text with everything in it masked that looks like a secret. */
export function maskText(text: string): string {
  return SECRET_PATTERNS.reduce(
    (masked, [pattern, replacement]) => masked.replace(pattern, replacement),
    text,
  );
}

/** Log records are small; these bounds only stop a mistake from filling the log. */
const MAX_DEPTH = 8;
const MAX_ENTRIES = 100;

function maskTexts(value: unknown, depth: number): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === MAX_DEPTH) return "…";
  const inner = (part: unknown) => maskTexts(part, depth + 1);
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map(inner);
  const plain = value instanceof Error ? asRecord(value) : value;
  const entries = Object.entries(plain).slice(0, MAX_ENTRIES);
  return Object.fromEntries(entries.map(([key, part]) => [key, inner(part)]));
}

function asRecord({ name, message, stack, cause }: Error): Record<string, unknown> {
  return { name, message, stack, ...(cause === undefined ? {} : { cause }) };
}

/** The message as people read it: texts without quotes, errors as their message, other values as JSON. */
function inOneText(message: readonly unknown[]): string {
  return visible(message.map(wordFor).join(""));
}

function wordFor(part: unknown): string {
  if (typeof part === "string") return part;
  if (isRecord(part) && "message" in part && "stack" in part) {
    const cause = part.cause === undefined ? "" : ` (cause: ${wordFor(part.cause)})`;
    return `${part.message}${cause}`;
  }
  return typeof part === "object" ? JSON.stringify(part) : String(part);
}

/**
 * Takes control characters out, so that a device's text can neither forge a line nor steer the terminal that
 * shows it.
 */
function visible(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
