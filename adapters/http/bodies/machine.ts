import type {
  Machine as MachineFacts,
  MachineMember as MemberFacts,
  MachineMemberKind,
} from "../../../actors/machines/joining.ts";
import type { Machine, MachineMember } from "../../../protocols/api/machine.ts";

/** Members of one machine that are told: behind one address there may be a whole site. */
const MOST_MEMBERS = 100;

const LISTS: Readonly<Record<MachineMemberKind, string>> = {
  display: "/displays",
  node: "/nodes",
  syncHost: "/sync-hosts",
  camera: "/cameras",
};

/** A machine and who stands on it. */
export function machineBody({ address, liveness, members }: MachineFacts): Machine {
  const told = members.slice(0, MOST_MEMBERS).map(memberBody);
  return { address, liveness, members: told, total: members.length };
}

function memberBody(member: MemberFacts): MachineMember {
  const { kind, key, name, by, claimedAddress, liveness, state } = member;
  const link = `${LISTS[kind]}/${encodeURIComponent(key)}`;
  return { kind, key, name, by, claimedAddress, liveness, state, link };
}

/** Whether a machine's address, or a name on it, has this in it; letter case does not count. */
export function matchesMachine({ address, members }: MachineFacts, query?: string): boolean {
  if (query === undefined) return true;
  const needle = fold(query);
  return [address, ...members.map(({ name }) => name)].some((text) => fold(text).includes(needle));
}

function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
