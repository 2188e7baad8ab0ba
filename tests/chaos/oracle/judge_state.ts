import type { MemberTruth } from "../processes/fleet_truth.ts";
import type { Evidence, HostAccount } from "./evidence.ts";
import { broken, type Violation } from "./violation.ts";

/** What the lists say of each member in the end is what it is. */
export function judgeState({ account, truth }: Evidence): readonly Violation[] {
  const walls = account.walls.filter(({ verdict }) => verdict !== "synced");
  return [
    ...truth.members.flatMap((member) => judgeMember(member, account)),
    ...walls.map((wall) => broken("the final state is the true one", wall)),
  ];
}

function judgeMember(member: MemberTruth, account: HostAccount): readonly Violation[] {
  if (!member.online) return [broken("every member finds its way back", member)];
  const said = saidOf(member, account);
  const wrong = said === undefined || said.liveness !== "online" || !said.fits;
  return wrong ? [broken("the final state is the true one", member, said ?? "unknown")] : [];
}

interface Said {
  readonly liveness: string;
  readonly fits: boolean;
  readonly what: unknown;
}

/** What the control host says of a member, and whether that fits. */
function saidOf(member: MemberTruth, account: HostAccount): Said | undefined {
  const name = member.key.slice(member.key.indexOf(":") + 1);
  switch (member.kind) {
    case "display":
      return displaySaid(member, name, account);
    case "node":
      return nodeSaid(member, name, account);
    case "sync": {
      const host = account.syncHosts.find(({ claimedAddress }) => claimedAddress === name);
      if (host === undefined) return undefined;
      const fits =
        host.state === (member.digit === 2 ? "master" : member.digit === 1 ? "slave" : "error");
      return { liveness: host.liveness.state, fits, what: host.state };
    }
    case "camera": {
      const camera = account.cameras.find(({ address }) => address === name);
      if (camera === undefined) return undefined;
      const { stream, reason } = camera;
      return {
        liveness: camera.liveness.state,
        fits: stream === "streaming",
        what: [stream, reason],
      };
    }
  }
}

function displaySaid(
  { running, build }: Extract<MemberTruth, { kind: "display" }>,
  name: string,
  { displays }: HostAccount,
): Said | undefined {
  const display = displays.find((each) => each.name === name);
  if (display === undefined) return undefined;
  const { connected, health, processCount, processes, liveness: { state: liveness } } = display;
  // Fielded builds count presets and not programs, and some count nothing.
  const isCounted = build !== "agent" || processCount === running.length;
  const fits = connected && isCounted;
  return { liveness, fits, what: { connected, health, processCount, processes } };
}

function nodeSaid(
  { stopped }: Extract<MemberTruth, { kind: "node" }>,
  serverId: string,
  { nodes }: HostAccount,
): Said | undefined {
  const node = nodes.find((each) => each.serverId === serverId);
  if (node === undefined) return undefined;
  const down = node.members.filter(({ health }) => health === "stopped").map(({ name }) => name);
  // A fielded client that never answers keeps its place for ten minutes.
  const isIdle = node.work === null || node.work.abandoned;
  const fits = node.connected && node.queued === 0 && isIdle &&
    down.toSorted().join() === stopped.toSorted().join();
  const { connected, health, queued, work, liveness: { state: liveness } } = node;
  return { liveness, fits, what: { connected, health, queued, work, down } };
}
