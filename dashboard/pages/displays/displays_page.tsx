import { useSignal } from "@preact/signals";
import type { Display } from "../../../protocols/api/display.ts";
import { linkTo, place } from "../../app/router.ts";
import { displayLine } from "../../members/member.ts";
import { MemberLink } from "../../members/member_tile.tsx";
import { LastHeard } from "../../members/last_heard.tsx";
import { StripCell } from "../../members/strip.tsx";
import { StripStore } from "../../members/strip_store.ts";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { FilterSelect, matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { fleet } from "../../wire/fleet.ts";
import { displayWords } from "../../words/displays.ts";
import { livenessWords } from "../../words/liveness.ts";
import { commonWords } from "../../words/shell.ts";
import { stateWords } from "../../words/states.ts";
import { DisplayActions } from "./display_orders.tsx";

/** Every display, with filters and what may be done with several at once. */
export function DisplaysPage() {
  const words = displayWords();
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const all = fleet.displays.items.value;
  if (all.length === 0) return <NoDisplays />;
  const rows = all.filter(filterOf(place.value.query));
  const selected = rows.filter(({ id }) => chosen.value.has(String(id)));
  const nameOf = (key: string) => fleet.displays.get(key)?.name ?? key;
  return (
    <>
      <PageHead title={words.title}>
        <span class="quiet">{words.chosen(selected.length)}</span>
        <DisplayActions displays={selected} name={words.chosen(selected.length)} />
      </PageHead>
      <Filters />
      {rows.length === 0 ? <p class="quiet">{commonWords().noMatch}</p> : (
        <DataTable
          label={words.title}
          columns={columns()}
          rows={rows}
          keyOf={({ id }) => String(id)}
          selection={{
            keys: chosen.value,
            label: (key) => words.choose(nameOf(key)),
            allLabel: words.chooseAll,
            choose: (keys) => chosen.value = keys,
          }}
        />
      )}
    </>
  );
}

function NoDisplays() {
  const words = displayWords();
  const { protocol, host } = location;
  return (
    <>
      <PageHead title={words.title} />
      <EmptyState
        title={words.emptyTitle}
        command={`signalbox agent display --url ${protocol}//${host}`}
        waiting={words.emptyWaiting}
      >
        <p>{words.emptyText}</p>
      </EmptyState>
    </>
  );
}

function Filters() {
  const words = displayWords();
  const { never_seen, online, stale, offline } = stateWords().liveness;
  return (
    <div class="toolbar">
      <SearchBox label={words.search} />
      <FilterSelect
        name="liveness"
        label={words.state}
        all={commonWords().all}
        choices={Object.entries({ online, stale, offline, never_seen })}
      />
      <FilterSelect
        name="group"
        label={words.groups}
        all={commonWords().all}
        choices={fleet.groups.items.value.map(({ id, name }) => [String(id), name] as const)}
      />
    </div>
  );
}

/** Whether a display is one of those that the filters of the page leave. */
function filterOf(query: URLSearchParams): (display: Display) => boolean {
  const wanted = query.get("liveness");
  const group = query.get("group");
  const members = group === null ? undefined : new Set(fleet.groups.get(group)?.displayIds);
  return ({ id, name, aliases, peerAddress, liveness }) =>
    matchesSearch(name, peerAddress, ...aliases) &&
    (wanted === null || liveness.state === wanted) &&
    members?.has(id) !== false;
}

const strips = new StripStore("display");

function columns(): readonly Column<Display>[] {
  const words = displayWords();
  return [
    {
      id: "name",
      head: words.name,
      width: "minmax(8rem, 2fr)",
      cell: (display) => <MemberLink line={displayLine(display)} />,
    },
    {
      id: "state",
      head: words.state,
      width: "9rem",
      cell: (display) => <StateBadge {...displayLine(display)} />,
    },
    {
      id: "preset",
      head: words.preset,
      width: "minmax(6rem, 1fr)",
      wide: true,
      cell: ({ currentPresetId }) => <PresetName id={currentPresetId} />,
    },
    {
      id: "address",
      head: words.address,
      width: "9rem",
      wide: true,
      cell: ({ peerAddress }) => peerAddress ?? "—",
    },
    {
      id: "day",
      head: words.day,
      width: "minmax(8rem, 2fr)",
      wide: true,
      cell: ({ id }) => <StripCell store={strips} memberKey={String(id)} />,
    },
    {
      id: "seen",
      head: livenessWords().lastSeen,
      width: "11rem",
      cell: ({ liveness }) => <LastHeard liveness={liveness} />,
    },
  ];
}

/** The preset that a display runs, as a link. */
export function PresetName({ id }: { readonly id: number | null }) {
  if (id === null) return <span class="quiet">—</span>;
  const name = fleet.presets.get(String(id))?.name ?? `#${id}`;
  return <a href={linkTo(["presets", id])} dir="auto">{name}</a>;
}
