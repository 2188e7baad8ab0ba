/** How many of each kind a simulated fleet has. */
export interface DemoScale {
  readonly displays: number;
  readonly nodeHosts: number;
  readonly containersPerHost: number;
  readonly syncHosts: number;
  readonly cameras: number;
}

/** What a person can take in at a glance, and every kind is there. */
export const DEFAULT_SCALE: DemoScale = {
  displays: 8,
  nodeHosts: 3,
  containersPerHost: 4,
  syncHosts: 8,
  cameras: 2,
};

/** One process on one core plays no more, and one sends from no more loopback addresses. */
export const MAX_DISPLAYS = 2_000;

/** A machine room's host. */
const CONTAINERS_PER_HOST = 8;
/** A site has five times as many displays as sync hosts, and as node hosts. */
const DISPLAYS_PER_HOST = 5;

/**
 * A fleet of another size: 1,000 makes 1,000 displays, 200 node hosts of 8 containers, 200 sync hosts and 2 cameras,
 * and any other number the same in proportion.
 *
 * @param displays 1 to {@link MAX_DISPLAYS}
 */
export function scaleOf(displays: number): DemoScale {
  if (!Number.isInteger(displays) || displays < 1 || displays > MAX_DISPLAYS) {
    throw new RangeError(`displays must be a whole number from 1 to ${MAX_DISPLAYS}: ${displays}`);
  }
  const hosts = Math.max(1, Math.round(displays / DISPLAYS_PER_HOST));
  return {
    displays,
    nodeHosts: hosts,
    containersPerHost: CONTAINERS_PER_HOST,
    syncHosts: hosts,
    cameras: DEFAULT_SCALE.cameras,
  };
}
