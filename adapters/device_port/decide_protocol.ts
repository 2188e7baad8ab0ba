/** What the first bytes of a connection say. */
export type Protocol = "http" | "tls" | "statusQuery" | "text";

/** `needMore` is never the answer to this many bytes: the longest opening is `GET_STATUS`. */
export const MAX_OPENING_BYTES = 10;

// RFC 9110, section 9, and RFC 5789; a request line has one space after the method (RFC 9112, section 3).
const HTTP_OPENINGS = [
  "GET ",
  "HEAD ",
  "POST ",
  "PUT ",
  "DELETE ",
  "CONNECT ",
  "OPTIONS ",
  "TRACE ",
  "PATCH ",
];
// Sync status pollers of the field open with this word; its fourth byte tells it from HTTP's `GET `.
const STATUS_QUERY = "GET_STATUS";
// RFC 8446, section 5.1: a handshake record, and the major version that every TLS release sends.
const TLS_HANDSHAKE = 0x16;
const TLS_MAJOR_VERSION = 0x03;

/**
 * Tells from the first bytes what a connection speaks. Digits, `unknown_` and everything that is nothing
 * else is text. The answer never changes once it is given: more bytes decide the same.
 */
export function decideProtocol(bytes: Uint8Array): Protocol | "needMore" {
  if (bytes.length === 0) return "needMore";
  if (bytes[0] === TLS_HANDSHAKE) {
    if (bytes.length === 1) return "needMore";
    return bytes[1] === TLS_MAJOR_VERSION ? "tls" : "text";
  }
  const opening = String.fromCharCode(...bytes.subarray(0, MAX_OPENING_BYTES));
  if (HTTP_OPENINGS.some((method) => opening.startsWith(method))) return "http";
  if (opening.startsWith(STATUS_QUERY)) return "statusQuery";
  const mayBecome = [...HTTP_OPENINGS, STATUS_QUERY].some((whole) => whole.startsWith(opening));
  return mayBecome ? "needMore" : "text";
}
