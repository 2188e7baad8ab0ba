import type { CameraSnapshot } from "../cameras/messages.ts";
import type { DisplaySnapshot } from "../displays/messages.ts";
import type { Liveness } from "../liveness.ts";
import type { NodeSummary } from "../nodes/views.ts";
import type { SyncHostSnapshot } from "../sync_hosts/messages.ts";

/** What may stand on a machine. */
export type MachineMemberKind = "display" | "node" | "syncHost" | "camera";

/** A member of the fleet, and where it stands. */
export interface MachineMember {
  readonly kind: MachineMemberKind;
  readonly key: string;
  readonly name: string;
  readonly address: string;
  /** `peer`: the address that we see. `claimed`: the one that it says, and no other is known. */
  readonly by: "peer" | "claimed";
  readonly claimedAddress: string | null;
  readonly liveness: Liveness;
  /** The word of its kind: health, a sync host's state, a camera's stream. */
  readonly state: string | null;
}

/** Members at one address. */
export interface Machine {
  readonly address: string;
  /** The best of its members': somebody who is heard proves that the machine is there. */
  readonly liveness: Liveness;
  /** By kind and name. */
  readonly members: readonly MachineMember[];
}

/** Everybody who may stand on a machine. */
export interface MachineSources {
  readonly displays: readonly DisplaySnapshot[];
  readonly nodes: readonly NodeSummary[];
  readonly syncHosts: readonly SyncHostSnapshot[];
  readonly cameras: readonly CameraSnapshot[];
}

/** Best first. */
const LIVENESS: readonly Liveness[] = ["online", "stale", "offline", "never_seen"];

/** Members of the fleet by the address that they come from, ordered by address. Without an address: on no machine. */
export function machinesOf(sources: MachineSources): Machine[] {
  const byAddress = new Map<string, MachineMember[]>();
  for (const member of membersOf(sources)) {
    const there = byAddress.get(member.address);
    if (there) there.push(member);
    else byAddress.set(member.address, [member]);
  }
  return [...byAddress].map(([address, members]): Machine => ({
    address,
    liveness: bestOf(members),
    members: members.sort(byKindAndName),
  })).sort((one, other) => compareAddresses(one.address, other.address));
}

/** The order of addresses: 192.0.2.9 comes before 192.0.2.10. */
export function compareAddresses(one: string, other: string): number {
  return ADDRESS_ORDER.compare(one, other) || (one < other ? -1 : Number(one > other));
}

const ADDRESS_ORDER = new Intl.Collator("en", { numeric: true });

function membersOf({ displays, nodes, syncHosts, cameras }: MachineSources): MachineMember[] {
  return [
    ...displays.flatMap((display) =>
      standing("display", String(display.id), display, display.health)
    ),
    ...nodes.flatMap((node) => standing("node", node.serverId, node, node.health)),
    ...syncHosts.flatMap((host) => standing("syncHost", String(host.id), host, host.state)),
    ...cameras.flatMap((camera) =>
      standing(
        "camera",
        String(camera.id),
        { ...camera, peerAddress: camera.address },
        camera.stream,
      )
    ),
  ];
}

interface Located {
  readonly name: string;
  readonly liveness: { readonly state: Liveness };
  readonly peerAddress: string | null;
  readonly claimedAddress?: string | null;
}

/** Where a member stands: the address that we see, else the one that it says; null: nobody knows. */
export function addressOf(
  { peerAddress, claimedAddress = null }: Pick<Located, "peerAddress" | "claimedAddress">,
): string | null {
  return peerAddress ?? claimedAddress;
}

function standing(
  kind: MachineMemberKind,
  key: string,
  { name, liveness, peerAddress, claimedAddress = null }: Located,
  state: string | null,
): MachineMember[] {
  const address = addressOf({ peerAddress, claimedAddress });
  if (address === null) return [];
  const by = peerAddress === null ? "claimed" : "peer";
  return [{ kind, key, name, address, by, claimedAddress, liveness: liveness.state, state }];
}

function bestOf(members: readonly MachineMember[]): Liveness {
  const ranks = members.map(({ liveness }) => LIVENESS.indexOf(liveness));
  return LIVENESS[Math.min(...ranks)] ?? "never_seen";
}

const KINDS: readonly MachineMemberKind[] = ["display", "node", "syncHost", "camera"];

function byKindAndName(one: MachineMember, other: MachineMember): number {
  return KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
    ADDRESS_ORDER.compare(one.name, other.name);
}
