import type { Group } from "../../../protocols/api/group.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import { linkTo } from "../../app/router.ts";
import { TONES, worst } from "../../look/tones.ts";
import { displayLine } from "../../members/member.ts";
import { EmptyState } from "../../parts/empty_state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Ago } from "../../parts/time.tsx";
import { fleet } from "../../wire/fleet.ts";
import { mayAs } from "../../wire/session.ts";
import { presetWords } from "../../words/presets.ts";
import { stateWords } from "../../words/states.ts";
import { PresetActions } from "./preset_orders.tsx";
import { standingOf } from "./preset_status.ts";

/** Every preset and every group. */
export function PresetsPage() {
  const words = presetWords();
  const presets = fleet.presets.items.value;
  return (
    <>
      <PageHead title={words.title}>
        {mayAs("operate") && (
          <>
            <a class="button" href={linkTo(["presets", "new"])}>{words.create}</a>
            <a class="button" href={linkTo(["groups", "new"])}>{words.createGroup}</a>
          </>
        )}
      </PageHead>
      {presets.length === 0
        ? (
          <EmptyState title={words.emptyTitle}>
            <p>{words.emptyText}</p>
          </EmptyState>
        )
        : (
          <div class="toolbar">
            <SearchBox label={words.search} />
          </div>
        )}
      <div class="panels">
        {presets.filter(({ name, description }) => matchesSearch(name, description)).map((
          preset,
        ) => <PresetPanel key={preset.id} preset={preset} />)}
      </div>
      <h2 class="section-title">{words.groups}</h2>
      {fleet.groups.items.value.length === 0 && <p class="quiet">{words.noGroups}</p>}
      <div class="tiles">
        {fleet.groups.items.value.map((group) => <GroupTile key={group.id} group={group} />)}
      </div>
    </>
  );
}

function PresetPanel({ preset }: { readonly preset: Preset }) {
  const words = presetWords();
  const { id, name, description, barrier, commands, lastExecutedAt } = preset;
  const { state, running, total } = standingOf(preset);
  return (
    <section class="panel preset" data-preset={name} data-state={state}>
      <h2>
        <a href={linkTo(["presets", id])} dir="auto">{name}</a>{" "}
        <StateBadge tone={TONES.preset[state]} word={stateWords().preset[state]} />
      </h2>
      {description !== "" && <p class="quiet preset-description" dir="auto">{description}</p>}
      <p>
        {words.targetsCount(commands.length)}
        {running > 0 && `, ${words.runsHere(running, total)}`}
        {barrier && ` · ${words.barrierShort}`} ·{" "}
        <span class="quiet">
          {lastExecutedAt === null ? words.neverRun : (
            <>
              {words.lastRun} <Ago at={lastExecutedAt} />
            </>
          )}
        </span>
      </p>
      <div class="toolbar">
        <PresetActions preset={preset} />
      </div>
    </section>
  );
}

function GroupTile({ group: { id, name, displayIds } }: { readonly group: Group }) {
  const tones = displayIds.map((one) => fleet.displays.get(String(one)))
    .filter((one) => one !== undefined).map((display) => displayLine(display).tone);
  const tone = worst(tones);
  return (
    <a class="tile" data-tone={tone} href={linkTo(["groups", id])} data-group={name}>
      <Icon name="fleet" />
      <span class="tile-name" dir="auto">{name}</span>
      <span class="tile-state">
        <Icon name={tone} /> {presetWords().displaysCount(displayIds.length)}
      </span>
    </a>
  );
}
