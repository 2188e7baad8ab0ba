/** Epoch milliseconds as programs read them. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}
