/** The time of day, to the microsecond: what processes of one machine can compare. */
export function epochMicroseconds(): number {
  return (performance.timeOrigin + performance.now()) * 1_000;
}
