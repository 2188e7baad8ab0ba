/** What went wrong, in the system's own words. */
export function describeError(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
