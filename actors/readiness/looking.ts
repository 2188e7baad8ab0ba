import type { Group } from "../presets/messages.ts";
import {
  cameraFault,
  displayFault,
  type Fault,
  type Finding,
  nodeFault,
  type ReadyKind,
  wallFault,
} from "./findings.ts";
import type { FleetView } from "./messages.ts";
import type { KindRules, ReadinessRules } from "./rules.ts";

/** Members of a kind: how many there are, how many are left out, and what is wrong with the others. */
export interface KindFindings {
  readonly total: number;
  readonly ignored: number;
  readonly findings: readonly Finding[];
}

/** A member as every kind has it. */
interface Member {
  readonly key: string;
  readonly name: string;
  /** Other names that a rule may know it by. */
  readonly aliases?: readonly string[];
  /** A group of the rules has it. */
  readonly isRequired?: boolean;
  readonly faultWhen: (isRequired: boolean) => Fault | undefined;
}

const NOBODY: KindFindings = { total: 0, ignored: 0, findings: [] };

/** What is wrong with the fleet at this moment, as the rules see it. */
export function lookAt(
  view: FleetView,
  rules: ReadinessRules,
): Readonly<Record<ReadyKind, KindFindings>> {
  const judged = (kind: ReadyKind, members: readonly Member[] | undefined, ofKind: KindRules) =>
    members === undefined ? NOBODY : judgeKind(kind, members, ofKind, rules);
  const displays = judged("display", displaysOf(view, rules), rules.displays);
  return {
    display: withGroups(displays, view.groups, rules),
    wall: judged("wall", wallsOf(view, rules), rules.walls),
    camera: judged("camera", camerasOf(view, rules), rules.cameras),
    node: judged("node", nodesOf(view, rules), rules.nodes),
  };
}

function displaysOf({ displays, groups }: FleetView, rules: ReadinessRules) {
  const wanted = new Set(rules.displays.groups.map(fold));
  const inGroups = new Set(
    (groups ?? []).filter(({ name }) => wanted.has(fold(name))).flatMap((group) =>
      group.displayIds
    ),
  );
  return displays?.map((display): Member => ({
    key: String(display.id),
    name: display.name,
    aliases: display.aliases,
    isRequired: inGroups.has(display.id),
    faultWhen: (isRequired) => displayFault(display, rules, isRequired),
  }));
}

function wallsOf({ walls }: FleetView, rules: ReadinessRules) {
  return walls?.map((wall): Member => ({
    key: wall.name,
    name: wall.name,
    faultWhen: () => wallFault(wall, rules),
  }));
}

function camerasOf({ cameras }: FleetView, rules: ReadinessRules) {
  return cameras?.map((camera): Member => ({
    key: String(camera.id),
    name: camera.name,
    aliases: [camera.address],
    faultWhen: (isRequired) => cameraFault(camera, rules, isRequired),
  }));
}

function nodesOf({ nodes }: FleetView, rules: ReadinessRules) {
  return nodes?.map((node): Member => ({
    key: node.serverId,
    name: node.name,
    aliases: [node.serverId],
    faultWhen: (isRequired) => nodeFault(node, rules, isRequired),
  }));
}

function judgeKind(
  kind: ReadyKind,
  members: readonly Member[],
  { required, others }: KindRules,
  { ignore }: ReadinessRules,
): KindFindings {
  const wanted = new Set(required.map(fold));
  const leftOut = new Set(ignore.map(fold));
  const isNamed = wanted.size + leftOut.size > 0;
  const isLeftOut = (name: string) => leftOut.has(name) || leftOut.has(`${kind}/${name}`);
  const known = new Set<string>();
  const findings: Finding[] = [];
  let ignored = 0;
  for (const member of members) {
    const { key, name, aliases = [], faultWhen } = member;
    // A large fleet under the built-in rules need not be spelled out each time.
    const names = isNamed ? [name, ...aliases].map(fold) : [];
    names.forEach((each) => known.add(each));
    const isRequired = member.isRequired === true || names.some((each) => wanted.has(each));
    if (names.some(isLeftOut) || (!isRequired && others === "ignored")) {
      ignored++;
      continue;
    }
    const fault = faultWhen(isRequired);
    if (fault === undefined || fault.weight === "ignored") continue;
    const weight = isRequired || others === "blocks" ? fault.weight : "warns";
    findings.push({ ...fault, kind, key, name, weight });
  }
  const missing = required.filter((name) => !known.has(fold(name)) && !isLeftOut(fold(name)));
  findings.push(
    ...missing.map((name): Finding => ({ kind, key: "", name, code: "missing", weight: "blocks" })),
  );
  return { total: members.length, ignored, findings };
}

/** A rule that names a group which is not there, or has nobody in it, would be kept by doing nothing. */
function withGroups(
  kind: KindFindings,
  groups: readonly Group[] | null,
  { displays }: ReadinessRules,
): KindFindings {
  if (groups === null) return kind;
  const known = new Map(groups.map((group) => [fold(group.name), group]));
  const findings = displays.groups.flatMap((name): Finding[] => {
    const group = known.get(fold(name));
    if (group && group.displayIds.length > 0) return [];
    const code = group ? "empty_group" : "missing_group";
    return [{ kind: "display", key: "", name, code, weight: group ? "warns" : "blocks" }];
  });
  return { ...kind, findings: [...kind.findings, ...findings] };
}

function fold(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
