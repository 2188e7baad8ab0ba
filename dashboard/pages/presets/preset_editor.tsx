import { type Signal, useSignal } from "@preact/signals";
import type { Preset } from "../../../protocols/api/preset.ts";
import { EditProblem } from "../../parts/edit_conflict.tsx";
import { ResourceNote } from "../../parts/problem_note.tsx";
import { toast } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { connection } from "../../wire/connection.ts";
import { fleet } from "../../wire/fleet.ts";
import type { RequestProblem } from "../../wire/problem.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { presetWords } from "../../words/presets.ts";
import { commonWords } from "../../words/shell.ts";
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
      start={value ? draftOf(value) : EMPTY_DRAFT}
      etag={etag}
      {...(id === undefined ? {} : { id })}
      onSaved={onSaved}
    />
  );
}

function EditForm(
  { id, start, etag, onSaved }: {
    readonly id?: string;
    readonly start: PresetDraft;
    readonly etag: string | null;
    readonly onSaved: (preset: Preset) => void;
  },
) {
  const draft = useSignal(start);
  const version = useSignal(etag);
  const problem = useSignal<RequestProblem | undefined>(undefined);
  const busy = useSignal(false);
  const save = async (ifMatch: string | null) => {
    busy.value = true;
    const answer = await callApi<Preset>(id === undefined ? "presets" : `presets/${pathOf(id)}`, {
      method: id === undefined ? "POST" : "PUT",
      body: bodyOf(draft.value),
      ...(ifMatch === null ? {} : { ifMatch }),
    });
    busy.value = false;
    problem.value = answer.ok ? undefined : answer.problem;
    if (!answer.ok) return;
    toast("ok", presetWords().saved);
    onSaved(answer.value);
  };
  const reload = async () => {
    const answer = await callApi<Preset>(`presets/${pathOf(id ?? "")}`);
    problem.value = answer.ok ? undefined : answer.problem;
    if (!answer.ok) return;
    draft.value = draftOf(answer.value);
    version.value = answer.etag;
  };
  return (
    <form
      class="panel editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save(version.value);
      }}
    >
      <Head draft={draft} />
      <TargetsEditor draft={draft} />
      {problem.value && (
        <EditProblem
          problem={problem.value}
          onReload={() => void reload()}
          onOverwrite={() => void save(null)}
        />
      )}
      <button
        type="submit"
        class="primary"
        disabled={busy.value || draft.value.targets.length === 0 ||
          connection.value.state !== "live"}
      >
        {commonWords().save}
      </button>
    </form>
  );
}

function Head({ draft }: { readonly draft: Signal<PresetDraft> }) {
  const words = presetWords();
  const { name, description, groupId, barrier } = draft.value;
  const change = (changed: Partial<PresetDraft>) => draft.value = { ...draft.value, ...changed };
  return (
    <>
      <label>
        {words.name}
        <input
          name="name"
          required
          maxLength={255}
          value={name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </label>
      <label>
        {words.description}
        <textarea
          rows={2}
          maxLength={2_000}
          value={description}
          onInput={(event) => change({ description: event.currentTarget.value })}
        />
      </label>
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
