import { type Command, isOver } from "../../../protocols/api/command.ts";
import type { CountedDeed, FleetTruth } from "../processes/fleet_truth.ts";
import type { Timeline } from "../torments/timeline.ts";
import { type Evidence, type HostAccount, KEY_START } from "./evidence.ts";
import { broken, type Violation } from "./violation.ts";

/** What the ledger says of commands agrees with what members have done by their own account. */
export function judgeExecutions(
  { account, truth }: Evidence,
  timeline: Timeline,
  readAt: number,
): readonly Violation[] {
  const hangs = (command: Command) => !isOver(command) && isOverdue(command, timeline, readAt);
  return [
    ...account.commands.filter(hangs).map((command) =>
      broken("no command is left hanging", command)
    ),
    ...judgeTimes(account.commands, truth),
    ...judgeKeys(account, truth),
  ];
}

/** Whenever it was made, as its clock may have been wrong then. */
function isOverdue(
  { createdAt, deadlineAt }: Command,
  timeline: Timeline,
  readAt: number,
): boolean {
  const givenMs = Date.parse(deadlineAt) - Date.parse(createdAt) + ROOM_MS;
  return timeline.realTimes(createdAt).every((at) => readAt - at > givenMs);
}

/** What a busy machine adds to a deadline. */
const ROOM_MS = 10_000;

/** Rows that one deed can stand for, by whom and what. */
function judgeTimes(commands: readonly Command[], { deeds }: FleetTruth): readonly Violation[] {
  const done = new Map(deeds.map((deed) => [nameOf(deed), deed.times]));
  const rows = Map.groupBy(commands, deedOf);
  rows.delete(null);
  return [...rows].flatMap(([deed, mine]) => {
    if (deed === null) return [];
    const times = done.get(deed) ?? 0;
    // Refused before it left, as nobody was connected.
    const mayHaveRun = mine.filter(({ state, reason }) =>
      !(state === "failed" && reason?.startsWith("not_connected"))
    );
    const completed = leastTimes(mine.filter(({ state }) => state === "completed"));
    if (times > mayHaveRun.length) {
      return [broken("a command is carried out once", `${times} times:`, deed, mine)];
    }
    if (times >= completed) return [];
    return [broken("what is completed was carried out", `${times} times:`, deed, mine)];
  });
}

/** A preset's program that runs already is not started a second time, and its command is completed all the same. */
function leastTimes(completed: readonly Command[]): number {
  const ofPresets = completed.filter(({ executionId }) => executionId !== null).length;
  return completed.length - ofPresets + Math.min(1, ofPresets);
}

function nameOf({ member, what, detail }: CountedDeed): string {
  return `${member} ${what} ${detail}`;
}

/** The deed that a command comes to on its member, where it can be told from others'. */
function deedOf({ target, action, params }: Command): string | null {
  if (target.kind === "display" && action === "execute") {
    return `display:${target.name} started ${params.command}`;
  }
  const [serverId, container] = target.key.split("/");
  return action === "exec" ? `node:${serverId} ran ${container} ${params.command}` : null;
}

/** Every key that a member has made for somebody who was told so is stored; keys are made once for each order. */
function judgeKeys({ commands, keys }: HostAccount, { deeds, members }: FleetTruth) {
  const agents = new Set(members.filter(({ build }) => build === "agent").map(({ key }) => key));
  const rotations = Map.groupBy(
    commands.filter(({ action }) => action === "rotate_keys"),
    ({ target }) => target.key,
  );
  const made = Map.groupBy(deeds.filter(({ what }) => what === "rotated"), containerOf);
  return [...made].flatMap(([container, mine]): readonly Violation[] => {
    const rows = rotations.get(container) ?? [];
    const stored = keys.get(container) ?? [];
    const missing = mine.filter(({ detail }) => !stored.includes(startOf(detail)));
    const mayBeLost = rows.filter(({ state }) => state !== "completed").length;
    // Our own agent keeps a key until it has heard that it is stored; a fielded client says it once.
    const isAgent = mine.some(({ member }) => agents.has(member));
    const found: Violation[] = [];
    if (mine.length > rows.length) {
      found.push(broken("keys are rotated once for an order", rows, mine));
    }
    if (missing.length > (isAgent ? 0 : mayBeLost)) {
      found.push(broken("no acknowledged key is lost", container, rows, missing, stored));
    }
    return found;
  });
}

function containerOf({ member, detail }: CountedDeed): string {
  return `${member.replace("node:", "")}/${detail.split(" ")[0]}`;
}

function startOf(detail: string): string {
  return detail.split(" ")[1]?.slice(0, KEY_START) ?? "";
}
