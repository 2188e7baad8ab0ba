import type { Preset } from "../../../protocols/api/preset.ts";
import { goTo } from "../../app/router.ts";
import type { PageProps } from "../../app/routes.ts";
import { TONES } from "../../look/tones.ts";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { RemoveButton } from "../../parts/remove_button.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { fleet } from "../../wire/fleet.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { presetWords } from "../../words/presets.ts";
import { commonWords } from "../../words/shell.ts";
import { stateWords } from "../../words/states.ts";
import { PresetEditor } from "./preset_editor.tsx";
import { PresetHistory } from "./preset_history.tsx";
import { PresetActions } from "./preset_orders.tsx";
import { standingOf } from "./preset_status.ts";
import { PresetTargets } from "./preset_targets.tsx";
import { AuditLink } from "../../members/audit_link.tsx";

/** One preset: its targets, its editor, and how it was run. */
export function PresetPage({ params: { id = "" } }: PageProps) {
  const words = presetWords();
  const preset = fleet.presets.get(id);
  if (!preset) return <EmptyState title={commonWords().noSuchMember(id)} />;
  const { state } = standingOf(preset);
  return (
    <>
      <PageHead
        title={preset.name}
        badge={<StateBadge tone={TONES.preset[state]} word={stateWords().preset[state]} />}
      >
        <PresetActions preset={preset} />
        <AuditLink kind="preset" subjectKey={id} />
      </PageHead>
      {preset.description !== "" && <p dir="auto">{preset.description}</p>}
      <Tabs
        label={words.tabsLabel}
        tabs={[
          {
            id: "overview",
            word: words.tabs.overview,
            show: () => <PresetTargets preset={preset} />,
          },
          ...(mayAs("operate")
            ? [{ id: "edit", word: words.tabs.edit, show: () => <Edit id={id} preset={preset} /> }]
            : []),
          {
            id: "history",
            word: words.tabs.history,
            show: () => <PresetHistory presetId={preset.id} />,
          },
        ]}
      />
    </>
  );
}

function Edit({ id, preset }: { readonly id: string; readonly preset: Preset }) {
  return (
    <>
      <PresetEditor key={id} id={id} onSaved={() => goTo(["presets", id])} />
      <Remove preset={preset} />
    </>
  );
}

function Remove({ preset: { id, name } }: { readonly preset: Preset }) {
  const words = presetWords();
  return (
    <RemoveButton
      path={`presets/${pathOf(id)}`}
      name={name}
      title={words.removeTitle(name)}
      text={words.removeText}
      action={commonWords().remove}
      back="presets"
    />
  );
}

/** A preset that is to be. */
export function NewPresetPage() {
  return (
    <>
      <PageHead title={presetWords().create} />
      <PresetEditor onSaved={({ id }) => goTo(["presets", id])} />
    </>
  );
}
