import { useSignal } from "@preact/signals";
import type { Schedule } from "../../../protocols/api/schedule.ts";
import type { ScheduleTemplate } from "../../../protocols/api/schedule_template.ts";
import { goTo } from "../../app/router.ts";
import { PageHead } from "../../parts/page_head.tsx";
import { callApi } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { useResource } from "../../wire/resource.ts";
import { scheduleWords } from "../../words/schedules.ts";
import { blankSchedule, editable } from "./schedule_draft.ts";
import { ScheduleEditor } from "./schedule_editor.tsx";

/** A schedule that is to be, from nothing or from a template. */
export function NewSchedulePage() {
  const words = scheduleWords();
  const chosen = useSignal("");
  const resource = useResource(
    "templates",
    (signal) =>
      callApi<{ readonly items: readonly ScheduleTemplate[] }>("schedule-templates", { signal }),
  );
  const templates = resource.value?.items ?? [];
  const template = templates.find(({ id }) => id === chosen.value);
  const [preset] = fleet.presets.items.value;
  const start = template ? editable(template.draft) : blankSchedule(preset?.id ?? 1);
  return (
    <>
      <PageHead title={words.create} />
      <p>
        <label class="filter">
          <span class="quiet">{words.fromTemplate}</span>
          <select value={chosen} onChange={(event) => chosen.value = event.currentTarget.value}>
            <option value="">{words.blank}</option>
            {templates.map(({ id, draft }) => <option key={id} value={id}>{draft.name}</option>)}
          </select>
        </label>
      </p>
      <ScheduleEditor
        key={chosen.value}
        start={start}
        etag={null}
        onSaved={({ id }: Schedule) => goTo(["schedules", id])}
      />
    </>
  );
}
