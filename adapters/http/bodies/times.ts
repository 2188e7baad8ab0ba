/** Epoch milliseconds as the API writes them. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** {@link isoTime}, where there may be none. */
export function isoTimeOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}
