/** `0x` and eight digits: enough to tell two keys apart, and of no use to anybody. */
const SHOWN_CHARS = 10;

/** `0x1a2b3c4d…`: what may be shown of a session key. */
export function maskKey(sessionKey: string): string {
  return `${sessionKey.slice(0, SHOWN_CHARS)}…`;
}
