import { useEffect } from "preact/hooks";
import { goTo, linkTo, place } from "../../app/router.ts";
import { worst } from "../../look/tones.ts";
import { MemberTiles } from "../../members/member_tiles.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { FilterSelect, matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { fleetWords } from "../../words/fleet.ts";
import { commonWords } from "../../words/shell.ts";
import { type FleetSection, fleetSections } from "./fleet_sections.ts";
import { ReadyPanel } from "./ready_panel.tsx";

/** The fleet: one verdict, and every member by its group. */
export function FleetPage() {
  const words = fleetWords();
  return (
    <>
      <PageHead title={words.title}>
        <a class="button" href={linkTo(["wall-mode"])}>
          <Icon name="expand" /> {words.wallMode}
        </a>
      </PageHead>
      <ReadyPanel />
      <div class="toolbar fleet-toolbar">
        <SearchBox label={words.search} />
        <FilterSelect
          name="state"
          label={words.state}
          all={words.states.all}
          choices={[["ok", words.states.ok], ["trouble", words.states.trouble]]}
        />
      </div>
      <Sections />
    </>
  );
}

/** The same for a screen on a wall: nothing but the verdict and the members, readable from afar. */
export function WallModePage() {
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.wallMode = "on";
    void document.documentElement.requestFullscreen?.().catch(() => {});
    const leave = ({ key }: KeyboardEvent) => key === "Escape" && goTo([]);
    addEventListener("keydown", leave);
    return () => {
      delete dataset.wallMode;
      if (document.fullscreenElement) void document.exitFullscreen();
      removeEventListener("keydown", leave);
    };
  }, []);
  return (
    <>
      <h1 class="offscreen">{fleetWords().wallMode}</h1>
      <a class="leave-wall-mode" href={linkTo([])} aria-label={fleetWords().leaveWallMode}>
        <Icon name="close" />
      </a>
      <ReadyPanel />
      <Sections />
    </>
  );
}

function Sections() {
  const words = fleetWords();
  const all = fleetSections.value;
  if (all.length === 0) {
    return (
      <EmptyState
        title={words.emptyTitle}
        command="npx --yes deno@2.9.6 task demo"
        waiting={words.emptyWaiting}
      >
        <p>{words.emptyText}</p>
      </EmptyState>
    );
  }
  const shown = all.map(filtered).filter(({ lines }) => lines.length > 0);
  if (shown.length === 0) {
    return (
      <EmptyState title={commonWords().noMatch}>
        <a href={linkTo([])}>{commonWords().clearFilters}</a>
      </EmptyState>
    );
  }
  const tiles = shown.reduce((count, { lines }) => count + lines.length, 0);
  return <>{shown.map((section) => <Section key={section.id} section={section} among={tiles} />)}
  </>;
}

function filtered(section: FleetSection): FleetSection {
  const state = place.value.query.get("state");
  const lines = section.lines.filter(({ name, tone }) => {
    const fine = tone === "ok" || tone === "busy";
    return matchesSearch(name, section.title) && (state === null || (state === "ok") === fine);
  });
  return { ...section, lines };
}

function Section({ section: { title, lines }, among }: {
  readonly section: FleetSection;
  readonly among: number;
}) {
  const fine = lines.filter(({ tone }) => tone === "ok" || tone === "busy").length;
  const tone = worst(lines.map((line) => line.tone));
  return (
    <section class="fleet-section">
      <h2>
        <span class="badge" data-tone={tone}>
          <Icon name={tone} />
        </span>
        <span dir="auto">{title}</span>
        <small class="quiet">{fleetWords().onlineOf(fine, lines.length)}</small>
      </h2>
      <MemberTiles lines={lines} among={among} />
    </section>
  );
}
