/** A site that has run for so long. */
export interface Site {
  readonly displays: number;
  readonly nodeHosts: number;
  readonly containersPerHost: number;
  readonly syncHosts: number;
  readonly days: number;
  /** Epoch ms: the last day ends here. */
  readonly now: number;
}

/** A large site after a year: the largest fleet has twice as many displays and five times as many node hosts. */
export const A_YEAR: Omit<Site, "now"> = {
  displays: 500,
  nodeHosts: 40,
  containersPerHost: 8,
  syncHosts: 100,
  days: 365,
};

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Moments of a day, oldest day first: the preset in the morning, its change at noon and its end at night. */
export function* daysOf({ days, now }: Site): Generator<{ readonly at: (hour: number) => number }> {
  for (let day = days; day > 0; day--) {
    const midnight = now - day * DAY_MS;
    yield { at: (hour) => midnight + hour * HOUR_MS };
  }
}

/** `0 … count - 1`, each made into something. */
export function list<T>(count: number, make: (n: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

/** The name of a display, which is its number as well. */
export function displayName(n: number): string {
  return `Display-${n + 1}`;
}

export function serverIdOf(n: number): string {
  return `HOST-${String(n + 1).padStart(3, "0")}`;
}

export function containerName(n: number): string {
  return `3node${n}`;
}

/** Every container of a site. */
export function containersOf(site: Site) {
  return list(site.nodeHosts * site.containersPerHost, (n) => ({
    serverId: serverIdOf(Math.floor(n / site.containersPerHost)),
    name: containerName(n % site.containersPerHost),
  }));
}
