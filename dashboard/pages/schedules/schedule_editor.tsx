import { type Signal, useSignal } from "@preact/signals";
import type { Schedule } from "../../../protocols/api/schedule.ts";
import { EditProblem } from "../../parts/edit_conflict.tsx";
import { toast } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { connection } from "../../wire/connection.ts";
import type { RequestProblem } from "../../wire/problem.ts";
import { pathOf } from "../../wire/root.ts";
import { presetWords } from "../../words/presets.ts";
import { scheduleWords } from "../../words/schedules.ts";
import { commonWords } from "../../words/shell.ts";
import { bodyOf, editable, type EditedSchedule } from "./schedule_draft.ts";
import { WorkEditor } from "./work_editor.tsx";

/** Edits a schedule, or makes one; what somebody else saved meanwhile is not overwritten unasked. */
export function ScheduleEditor(
  { id, start, etag, onSaved }: {
    /** Absent: a new one. */
    readonly id?: number;
    readonly start: EditedSchedule;
    readonly etag: string | null;
    readonly onSaved: (schedule: Schedule) => void;
  },
) {
  const draft = useSignal(editable(start));
  const version = useSignal(etag);
  const problem = useSignal<RequestProblem | undefined>(undefined);
  const path = id === undefined ? "schedules" : `schedules/${pathOf(id)}`;
  const save = async (ifMatch: string | null) => {
    const answer = await callApi<Schedule>(path, {
      method: id === undefined ? "POST" : "PUT",
      body: bodyOf(draft.value),
      ...(ifMatch === null ? {} : { ifMatch }),
    });
    problem.value = answer.ok ? undefined : answer.problem;
    if (!answer.ok) return;
    toast("ok", presetWords().saved);
    version.value = answer.etag;
    onSaved(answer.value);
  };
  const reload = async () => {
    const answer = await callApi<Schedule>(path);
    problem.value = answer.ok ? undefined : answer.problem;
    if (!answer.ok) return;
    draft.value = editable(answer.value);
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
      <When draft={draft} />
      <WorkEditor
        work={draft.value.work}
        change={(work) => draft.value = { ...draft.value, work }}
      />
      <Missed draft={draft} />
      {problem.value && (
        <EditProblem
          problem={problem.value}
          onReload={() => void reload()}
          onOverwrite={() => void save(null)}
        />
      )}
      <button type="submit" class="primary" disabled={connection.value.state !== "live"}>
        {commonWords().save}
      </button>
    </form>
  );
}

function When({ draft }: { readonly draft: Signal<EditedSchedule> }) {
  const words = scheduleWords();
  const { name, enabled, cron, timeZone } = draft.value;
  const change = (changed: Partial<EditedSchedule>) => draft.value = { ...draft.value, ...changed };
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
        <input
          type="checkbox"
          checked={enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />{" "}
        {words.enabled}
      </label>
      <label>
        {words.cron}
        <input
          name="cron"
          class="mono"
          required
          maxLength={256}
          value={cron}
          aria-describedby="cron-hint"
          onInput={(event) => change({ cron: event.currentTarget.value })}
        />
      </label>
      <p id="cron-hint" class="quiet">{words.cronHint}</p>
      <label>
        {words.timeZone}
        <input
          name="timeZone"
          required
          maxLength={64}
          list="time-zones"
          value={timeZone}
          onInput={(event) => change({ timeZone: event.currentTarget.value })}
        />
      </label>
      <datalist id="time-zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => <option key={zone} value={zone} />)}
      </datalist>
    </>
  );
}

function Missed({ draft }: { readonly draft: Signal<EditedSchedule> }) {
  const words = scheduleWords();
  const set = (value: string) =>
    draft.value = { ...draft.value, missed: value === "runOnce" ? "runOnce" : "skip" };
  return (
    <label>
      {words.missed}{" "}
      <select value={draft.value.missed} onChange={(event) => set(event.currentTarget.value)}>
        <option value="skip">{words.missedWords.skip}</option>
        <option value="runOnce">{words.missedWords.runOnce}</option>
      </select>
    </label>
  );
}
