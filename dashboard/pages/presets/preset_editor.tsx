import type { Signal } from "@preact/signals";
import type { Preset } from "../../../protocols/api/preset.ts";
import { EditForm } from "../../parts/edit_form.tsx";
import { NameFields } from "../../parts/name_fields.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { callApi } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { presetWords } from "../../words/presets.ts";
import { bodyOf, draftOf, EMPTY_DRAFT, type PresetDraft } from "./preset_draft.ts";
import { TargetsEditor } from "./targets_editor.tsx";

/** Edits a preset, or makes one. What is typed stays while others change it; saving then asks. */
export function PresetEditor(
  { id, onSaved }: {
    /** Absent: a new one. */
    readonly id?: string;
    readonly onSaved: (preset: Preset) => void;
  },
) {
  const resource = useResource<Preset | undefined>(
    id ?? "",
    (signal) =>
      id === undefined
        ? Promise.resolve({ ok: true, value: undefined, etag: null })
        : callApi<Preset>(`presets/${pathOf(id)}`, { signal }),
  );
  if (id !== undefined && !resource.value) return <ResourceNote of={resource} />;
  const { value, etag } = resource;
  return (
    <EditForm
      // Read again on purpose only; not when the line was lost and came back.
      key={id}
      list="presets"
      start={value ? draftOf(value) : EMPTY_DRAFT}
      etag={etag}
      {...(id === undefined ? {} : { id })}
      bodyOf={bodyOf}
      draftOf={draftOf}
      isComplete={({ targets }) => targets.length > 0}
      onSaved={onSaved}
    >
      {(draft) => (
        <>
          <Head draft={draft} />
          <TargetsEditor draft={draft} />
        </>
      )}
    </EditForm>
  );
}

function Head({ draft }: { readonly draft: Signal<PresetDraft> }) {
  const words = presetWords();
  const { groupId, barrier } = draft.value;
  const change = (changed: Partial<PresetDraft>) => draft.value = { ...draft.value, ...changed };
  return (
    <>
      <NameFields named={draft.value} change={change} />
      <label>
        {words.group}{" "}
        <select
          value={String(groupId ?? "")}
          onChange={(event) => change({ groupId: Number(event.currentTarget.value) || null })}
        >
          <option value="">{words.noGroup}</option>
          {fleet.groups.items.value.map((group) => (
            <option key={group.id} value={String(group.id)}>{group.name}</option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={barrier}
          onChange={(event) => change({ barrier: event.currentTarget.checked })}
        />{" "}
        {words.barrier}
      </label>
    </>
  );
}
