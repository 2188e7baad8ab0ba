import type { Machine, MachineMember } from "../../protocols/api/machine.ts";
import type { CommandLine } from "../command_line.ts";
import { visible } from "../terminal/visible.ts";
import type { Dossier } from "./dossier.ts";

/** Members whose alerts and commands are shown with their machine's. */
const MOST_PARTS = 16;

/** What is known of a machine: who stands on it. */
export function machineDossier(machine: Machine, cli: CommandLine): Dossier {
  const { labels, andMore } = cli.texts.show;
  const { address, liveness, members, total } = machine;
  const more = total - members.length;
  const parts = members.slice(0, MOST_PARTS).map(({ kind, key }) => ({ kind, key }));
  return {
    title: visible(address),
    member: machine,
    parts: [{ kind: "machine", key: address }, ...parts],
    facts: [
      [labels.state, cli.console.state(liveness)],
      [
        labels.members,
        ...members.map((member) => machineMemberLine(member, cli)),
        more > 0 ? andMore(more) : null,
      ],
    ],
    notes: [],
  };
}

/** `display Left · ● online · running` */
export function machineMemberLine(member: MachineMember, cli: CommandLine): string {
  const { kind, name, liveness, state } = member;
  const words = [
    `${cli.texts.show.kinds[kind]} ${visible(name)}`,
    cli.console.state(liveness),
    state === null ? "" : cli.console.stateWord(state, kind === "camera" ? "stream" : undefined),
  ];
  return words.filter((word) => word !== "").join(" · ");
}
