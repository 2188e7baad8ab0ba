import { computed } from "@preact/signals";
import {
  cameraLine,
  displayLine,
  type MemberLine,
  nodeLine,
  wallLine,
} from "../../members/member.ts";
import { fleet } from "../../wire/fleet.ts";
import { fleetWords } from "../../words/fleet.ts";

/** Members that are shown together: a group of displays, or a kind of the others. */
export interface FleetSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly MemberLine[];
}

/** Every member once: displays by their groups (one of several groups in each), then walls, cameras and nodes. */
export const fleetSections = computed((): readonly FleetSection[] => {
  const { kinds } = fleetWords();
  const others: readonly FleetSection[] = [
    { id: "walls", title: kinds.wall, lines: fleet.walls.items.value.map(wallLine) },
    { id: "cameras", title: kinds.camera, lines: fleet.cameras.items.value.map(cameraLine) },
    { id: "nodes", title: kinds.node, lines: fleet.nodes.items.value.map(nodeLine) },
  ];
  return [...displaySections(), ...others].filter(({ lines }) => lines.length > 0);
});

function displaySections(): readonly FleetSection[] {
  const grouped = new Set<number>();
  const displays = fleet.displays.items.value;
  const byId = new Map(displays.map((display) => [display.id, display]));
  const sections = fleet.groups.items.value.map(({ id, name, displayIds }): FleetSection => {
    displayIds.forEach((one) => grouped.add(one));
    const members = displayIds.map((one) => byId.get(one));
    const lines = members.filter((one) => one !== undefined).map(displayLine);
    return { id: `group-${id}`, title: name, lines };
  });
  const rest = displays.filter(({ id }) => !grouped.has(id)).map(displayLine);
  const { kinds, ungrouped } = fleetWords();
  const title = sections.length === 0 ? kinds.display : ungrouped;
  return [...sections, { id: "displays", title, lines: rest }];
}
