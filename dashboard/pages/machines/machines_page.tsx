import type { Machine, MachineMember } from "../../../protocols/api/machine.ts";
import { linkTo, place } from "../../app/router.ts";
import { TONES } from "../../look/tones.ts";
import {
  cameraLine,
  displayLine,
  type MemberLine,
  nodeLine,
  syncHostLine,
} from "../../members/member.ts";
import { MemberTiles } from "../../members/member_tiles.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { FilterSelect, matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { callList } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { useResource } from "../../wire/resource.ts";
import { machineWords } from "../../words/machines.ts";
import { stateWords } from "../../words/states.ts";

const CHANGES = /^(display|node|syncHost|camera)\.(changed|removed)$|^member\.liveness$/;
/** Machines that are drawn; more are found by searching. */
const MOST = 300;

/** Members joined by the address they come from. */
export function MachinesPage() {
  const words = machineWords();
  const shared = place.value.query.get("shared") ?? "";
  const resource = useResource(
    shared,
    () => callList<Machine>("machines", { shared }, 2_000),
    { changedBy: ({ type }) => CHANGES.test(type) },
  );
  const machines = (resource.value ?? []).filter(({ address, members }) =>
    matchesSearch(address, ...members.map(({ name }) => name))
  );
  return (
    <>
      <PageHead title={words.title} />
      <p class="quiet">{words.intro}</p>
      <div class="toolbar">
        <SearchBox label={words.search} />
        <FilterSelect
          name="shared"
          label={words.title}
          all={words.all}
          choices={[["true", words.shared]]}
        />
      </div>
      <ResourceNote of={resource} />
      {resource.value?.length === 0 && <p class="quiet">{words.none}</p>}
      <div class="panels">
        {machines.slice(0, MOST).map((machine) => (
          <MachinePanel key={machine.address} machine={machine} />
        ))}
      </div>
    </>
  );
}

function MachinePanel({ machine: { address, liveness, members, total } }: {
  readonly machine: Machine;
}) {
  return (
    <section class="panel" data-machine={address}>
      <h2>
        {address}{" "}
        <StateBadge tone={TONES.liveness[liveness]} word={stateWords().liveness[liveness]} />
      </h2>
      <MemberTiles lines={members.map(lineOf)} />
      {total > members.length && <p class="quiet">{machineWords().more(total - members.length)}</p>}
    </section>
  );
}

/** As the fleet knows it now; else as the list has it. */
function lineOf({ kind, key, name, liveness }: MachineMember): MemberLine {
  const known = {
    display: () => lineFrom(fleet.displays.get(key), displayLine),
    node: () => lineFrom(fleet.nodes.get(key), nodeLine),
    syncHost: () => lineFrom(fleet.syncHosts.get(key), syncHostLine),
    camera: () => lineFrom(fleet.cameras.get(key), cameraLine),
  }[kind]();
  return known ?? {
    kind,
    key,
    name,
    icon: kind === "syncHost" ? "wall" : kind,
    href: linkTo([]),
    tone: TONES.liveness[liveness],
    word: stateWords().liveness[liveness],
    reason: "",
    work: "",
  };
}

function lineFrom<T>(member: T | undefined, line: (member: T) => MemberLine) {
  return member === undefined ? undefined : line(member);
}
