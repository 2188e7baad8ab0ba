import type { ExpectedHost, HostFacts } from "./conditions.ts";

/** What walls need to know of a host. */
export interface HostBrief extends HostFacts {
  /** True while the config file names it. */
  readonly configured: boolean;
  readonly claimedAddress: string | null;
  readonly peerAddress: string | null;
  readonly lastSeenAt: number | null;
}

/**
 * Finds the hosts that a wall lists: by configured name (letter case does not count), else by claimed address, else
 * by peer address. Where an address fits several, one that is online comes before those that are not, as a host
 * leaves its old addresses behind when it moves.
 */
export function expectedHosts(
  listed: readonly string[],
  briefs: readonly HostBrief[],
): readonly ExpectedHost[] {
  const byName = new Map<string, HostBrief>();
  const byClaim = new Map<string, HostBrief[]>();
  const byPeer = new Map<string, HostBrief[]>();
  for (const brief of briefs) {
    if (brief.configured) byName.set(brief.name.toLowerCase(), brief);
    add(byClaim, brief.claimedAddress, brief);
    add(byPeer, brief.peerAddress, brief);
  }
  return listed.map((entry): ExpectedHost => {
    const named = byName.get(entry.toLowerCase());
    if (named !== undefined) return { listed: entry, facts: named };
    return { listed: entry, ...oneOf(byClaim.get(entry) ?? byPeer.get(entry) ?? []) };
  });
}

function add(index: Map<string, HostBrief[]>, address: string | null, brief: HostBrief): void {
  if (address === null) return;
  const known = index.get(address);
  if (known === undefined) index.set(address, [brief]);
  else known.push(brief);
}

function oneOf(candidates: readonly HostBrief[]): Omit<ExpectedHost, "listed"> {
  const online = candidates.filter(({ liveness }) => liveness === "online");
  if (online.length > 1) return { facts: undefined, ambiguous: true };
  const [latest] = [...candidates].sort((a, b) => (b.lastSeenAt ?? 0) - (a.lastSeenAt ?? 0));
  return { facts: online[0] ?? latest };
}
