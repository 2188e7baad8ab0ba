import type { Signal } from "@preact/signals";
import type { Schedule } from "../../../protocols/api/schedule.ts";
import { EditForm } from "../../parts/edit_form.tsx";
import { scheduleWords } from "../../words/schedules.ts";
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
  return (
    <EditForm
      list="schedules"
      {...(id === undefined ? {} : { id })}
      start={editable(start)}
      etag={etag}
      bodyOf={bodyOf}
      draftOf={(saved: Schedule) => editable(saved)}
      onSaved={onSaved}
    >
      {(draft) => (
        <>
          <When draft={draft} />
          <WorkEditor
            work={draft.value.work}
            change={(work) => draft.value = { ...draft.value, work }}
          />
          <Missed draft={draft} />
        </>
      )}
    </EditForm>
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
