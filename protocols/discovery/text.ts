const encoder = new TextEncoder();
// A payload that is not UTF-8 throws; it was never meant as text.
const decoder = new TextDecoder("utf-8", { fatal: true });

/** UTF-8. */
export function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Bytes that a text has as UTF-8. */
export function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

/** The text of a payload, without blanks around it; null when it is not UTF-8. */
export function readText(payload: Uint8Array): string | null {
  try {
    return decoder.decode(payload).trim();
  } catch {
    return null;
  }
}
