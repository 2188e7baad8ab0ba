import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { callApi } from "../wire/api.ts";
import { connection } from "../wire/connection.ts";
import type { RequestProblem } from "../wire/problem.ts";
import { pathOf } from "../wire/root.ts";
import { editWords } from "../words/edits.ts";
import { commonWords } from "../words/shell.ts";
import { EditProblem } from "./edit_problem.tsx";
import { toast } from "./toasts.tsx";

/** Something with a version that people edit: a preset, a group, a schedule. */
export interface EditFormProps<D, T> {
  /** Its list in the API, such as `presets`. */
  readonly list: string;
  /** Absent: a new one. */
  readonly id?: number | string;
  /** As it was read; what others save meanwhile does not change what is being typed. */
  readonly start: D;
  /** Of what was read; null for a new one. */
  readonly etag: string | null;
  readonly bodyOf: (draft: D) => object;
  readonly draftOf: (saved: T) => D;
  /** False while something is missing that the browser does not ask for by itself. */
  readonly isComplete?: (draft: D) => boolean;
  readonly onSaved: (saved: T) => void;
  readonly children: (draft: Signal<D>) => ComponentChildren;
}

/** Saves what was typed over the version that was read, and nothing else: who was quicker is told, and asked about. */
export function EditForm<D, T>(props: EditFormProps<D, T>) {
  const { list, id, bodyOf, draftOf, isComplete = () => true, onSaved } = props;
  const path = id === undefined ? list : `${list}/${pathOf(id)}`;
  const draft = useSignal(props.start);
  const version = useSignal(props.etag);
  const problem = useSignal<RequestProblem | undefined>(undefined);
  const busy = useSignal(false);
  const save = async (ifMatch: string | null) => {
    busy.value = true;
    const answer = await callApi<T>(path, {
      method: id === undefined ? "POST" : "PUT",
      body: bodyOf(draft.value),
      ...(ifMatch === null ? {} : { ifMatch }),
    });
    busy.value = false;
    problem.value = answer.ok ? undefined : answer.problem;
    if (!answer.ok) return;
    version.value = answer.etag;
    toast("ok", editWords().saved);
    onSaved(answer.value);
  };
  const reload = async () => {
    const answer = await callApi<T>(path);
    problem.value = answer.ok ? undefined : answer.problem;
    if (!answer.ok) return;
    draft.value = draftOf(answer.value);
    version.value = answer.etag;
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void save(version.value);
  };
  return (
    <form class="panel editor" onSubmit={submit}>
      {props.children(draft)}
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
        disabled={busy.value || !isComplete(draft.value) || connection.value.state !== "live"}
      >
        {commonWords().save}
      </button>
    </form>
  );
}
