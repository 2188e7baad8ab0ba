import type { Signal } from "@preact/signals";
import { Icon } from "../../parts/icon.tsx";
import { fleet } from "../../wire/fleet.ts";
import { presetWords } from "../../words/presets.ts";
import { type PresetDraft, type TargetDraft, withTarget, withTargets } from "./preset_draft.ts";

/** A command line and a start offset for each display. */
export function TargetsEditor({ draft }: { readonly draft: Signal<PresetDraft> }) {
  const words = presetWords();
  const { targets } = draft.value;
  return (
    <fieldset>
      <legend>{words.targets}</legend>
      {targets.length === 0 && <p class="quiet">{words.noTargets}</p>}
      {targets.length > 0 && (
        <div class="target target-head" aria-hidden="true">
          <span>{words.display}</span>
          <span>{words.commandLine}</span>
          <span>{words.offset}</span>
        </div>
      )}
      {targets.map((target) => <Target key={target.displayId} target={target} draft={draft} />)}
      <AddTargets draft={draft} />
    </fieldset>
  );
}

function nameOf(displayId: number): string {
  return fleet.displays.get(String(displayId))?.name ?? `#${displayId}`;
}

function Target(
  { target, draft }: { readonly target: TargetDraft; readonly draft: Signal<PresetDraft> },
) {
  const words = presetWords();
  const { displayId, command, offsetS } = target;
  const name = nameOf(displayId);
  const change = (changed: Partial<TargetDraft> | null) =>
    draft.value = withTarget(draft.value, displayId, changed);
  return (
    <div class="target" data-target={name}>
      <strong dir="auto">{name}</strong>
      <input
        class="mono"
        required
        maxLength={8_192}
        aria-label={`${name}: ${words.commandLine}`}
        placeholder={words.commandLine}
        value={command}
        onInput={(event) => change({ command: event.currentTarget.value })}
      />
      <input
        type="number"
        min={0}
        max={600}
        step="any"
        aria-label={`${name}: ${words.offset}`}
        title={words.offset}
        value={offsetS}
        onInput={(event) => change({ offsetS: event.currentTarget.value })}
      />
      <button
        type="button"
        class="plain"
        aria-label={words.removeTarget(name)}
        onClick={() => change(null)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function AddTargets({ draft }: { readonly draft: Signal<PresetDraft> }) {
  const words = presetWords();
  const { targets, groupId } = draft.value;
  const group = groupId === null ? undefined : fleet.groups.get(String(groupId));
  const others = fleet.displays.items.value
    .filter(({ id }) => !targets.some(({ displayId }) => displayId === id));
  return (
    <p class="toolbar">
      <select
        aria-label={words.addTarget}
        value=""
        onChange={(event) => {
          const id = Number(event.currentTarget.value);
          event.currentTarget.value = "";
          if (id > 0) draft.value = withTargets(draft.value, [id]);
        }}
      >
        <option value="">{words.addTarget}</option>
        {others.map(({ id, name }) => <option key={id} value={String(id)}>{name}</option>)}
      </select>
      {group && (
        <button
          type="button"
          onClick={() => draft.value = withTargets(draft.value, group.displayIds)}
        >
          {words.addAll}
        </button>
      )}
    </p>
  );
}
