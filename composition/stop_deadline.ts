/** Everything a stop may take, from the announcement to the last byte on the disk. */
export const STOP_DEADLINE_MS = 10_000;
