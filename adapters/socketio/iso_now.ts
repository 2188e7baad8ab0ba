let atMs = 0;
let text = "";

/** The wall time as ISO 8601 with Z. Made once per millisecond: each heartbeat's answer carries it. */
export function isoNow(): string {
  const now = Date.now();
  if (now !== atMs) {
    atMs = now;
    text = new Date(now).toISOString();
  }
  return text;
}
