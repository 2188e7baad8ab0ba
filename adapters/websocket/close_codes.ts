/**
 * Why we close (RFC 6455, section 7.4.1, and its registry). Fielded clients come back after each of them alike; the
 * code is for people who look at the wire.
 */
export const CLOSE = {
  /** We stop; the client comes back by its own rule. */
  goingAway: 1001,
  /** The client broke a rule. */
  policy: 1008,
  /** We cannot take it now. */
  tryAgain: 1013,
} as const;

export type CloseCode = keyof typeof CLOSE;

/** A close frame has room for so many bytes of reason (RFC 6455, section 5.5). */
const MAX_REASON_BYTES = 123;

/** The longest head of a reason that fits into a close frame. */
export function fitting(reason: string): string {
  const room = new Uint8Array(MAX_REASON_BYTES);
  const { read } = new TextEncoder().encodeInto(reason, room);
  return reason.slice(0, read);
}

const MEANINGS: ReadonlyMap<number, string> = new Map([
  [1000, "closed by the client"],
  [1001, "the client went away"],
  [1005, "closed without a reason"],
  [1006, "connection lost"],
  [1009, "a message was too large"],
  [1011, "the client gave the connection up"],
]);

/** What a close code says, for people. */
export function closeReason(code: number): string {
  return MEANINGS.get(code) ?? `closed with code ${code}`;
}
