import { accept, type Outcome, refuse } from "../outcome.ts";
import { expectedHosts, type HostBrief } from "../walls/expected.ts";
import { judgeWall, type Verdict, worstVerdict } from "../walls/verdict.ts";
import { lookUp, type SyncDirectory } from "./directory_state.ts";
import type { ListSyncHosts, SyncHostSnapshot } from "./messages.ts";
import { briefOf, snapshotOf } from "./sync_host_state.ts";

/** Hosts ordered by id, as far as they fit. */
export function listSyncHosts(
  directory: SyncDirectory,
  question: ListSyncHosts,
): readonly SyncHostSnapshot[] {
  const { afterId = 0, atMost = Infinity } = question;
  const found: SyncHostSnapshot[] = [];
  const ids = [...directory.members.keys()].filter((id) => id > afterId).sort((a, b) => a - b);
  for (const id of ids) {
    if (found.length >= atMost) break;
    const member = directory.members.get(id);
    if (member === undefined) continue;
    const snapshot = snapshotOf(member.seat, directory.silent);
    if (fits(snapshot, question)) found.push(snapshot);
  }
  return found;
}

function fits(host: SyncHostSnapshot, question: ListSyncHosts): boolean {
  const { query, liveness, state, machine } = question;
  if (liveness !== undefined && host.liveness.state !== liveness) return false;
  if (state !== undefined && host.state !== state) return false;
  if (machine !== undefined && host.peerAddress !== machine) return false;
  const needle = query?.toLowerCase() ?? "";
  return [host.name, host.claimedAddress, host.peerAddress]
    .some((text) => text?.toLowerCase().includes(needle));
}

/** One host by name or id. */
export function findSyncHost(
  directory: SyncDirectory,
  nameOrId: string,
): Outcome<SyncHostSnapshot> {
  const member = lookUp(directory, nameOrId);
  if (!member) return noSuchHost(nameOrId);
  return accept(snapshotOf(member.seat, directory.silent));
}

/** The refusal for a name or id that no sync host has. */
export function noSuchHost(nameOrId: string): Outcome<never> {
  return refuse("notFound", `No sync host is called "${nameOrId.slice(0, 64)}".`);
}

/** Every host as walls see it. */
export function describeSyncHosts({ members }: SyncDirectory): readonly HostBrief[] {
  return [...members.values()].map(({ seat }) => briefOf(seat));
}

/**
 * The guide's `GET_STATUS`: a known address hears of its own host, which is in sync as a master only (the guide
 * calls a slave Free); any other hears the worst of all walls. Hosts that share an address and are online, or a
 * site that has no wall, are judged as one wall. What is not known to be in sync is not.
 */
export function isLocked(directory: SyncDirectory, peerAddress: string): boolean {
  const known = directory.index.at(peerAddress);
  if (known.length === 0) return worstOfWalls(directory) === "synced";
  const online = describeThese(directory, known).filter(({ liveness }) => liveness === "online");
  if (online.length > 1) return verdictOver(online) === "synced";
  return online[0]?.state === "master";
}

function describeThese({ members }: SyncDirectory, ids: readonly number[]): HostBrief[] {
  return ids.flatMap((id) => {
    const member = members.get(id);
    return member === undefined ? [] : [briefOf(member.seat)];
  });
}

function worstOfWalls(directory: SyncDirectory): Verdict {
  const briefs = describeSyncHosts(directory);
  const { walls } = directory.args.settings.current;
  if (walls.length === 0) return verdictOver(briefs);
  return worstVerdict(walls.map(({ hosts }) => judgeWall(expectedHosts(hosts, briefs)).verdict));
}

function verdictOver(briefs: readonly HostBrief[]): Verdict {
  return judgeWall(briefs.map((facts) => ({ listed: facts.name, facts }))).verdict;
}
