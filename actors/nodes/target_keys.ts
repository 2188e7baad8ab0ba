import type { Target } from "../ledger/command.ts";

/** The ledger's kinds for a whole host and for one container of it. */
export const NODE_KIND = "node";
export const CONTAINER_KIND = "container";

/** How the ledger knows a container. Neither a server id nor a container's name has a slash. */
export function containerTarget(serverId: string, container: string): Target {
  const key = `${serverId}/${container}`;
  return { kind: CONTAINER_KIND, key, name: key };
}

/** How the ledger knows all containers of a host together. */
export function nodeTarget(serverId: string): Target {
  return { kind: NODE_KIND, key: serverId, name: serverId };
}

/** The server id in a target's key of either kind. */
export function serverIdOf(key: string): string {
  const slash = key.indexOf("/");
  return slash < 0 ? key : key.slice(0, slash);
}

/** The container in a target's key; undefined where all of the host is meant. */
export function containerOf(key: string): string | undefined {
  const slash = key.indexOf("/");
  return slash < 0 ? undefined : key.slice(slash + 1);
}
