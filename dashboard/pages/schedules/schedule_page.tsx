import type { Schedule, ScheduleRun } from "../../../protocols/api/schedule.ts";
import { goTo, linkTo } from "../../app/router.ts";
import type { PageProps } from "../../app/routes.ts";
import { TONES } from "../../look/tones.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { RemoveButton } from "../../parts/remove_button.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { Moment } from "../../parts/time.tsx";
import { toast } from "../../parts/toasts.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { scheduleWords } from "../../words/schedules.ts";
import { commonWords } from "../../words/shell.ts";
import { stateWords } from "../../words/states.ts";
import { ScheduleEditor } from "./schedule_editor.tsx";
import { RUN_TONES } from "./schedules_page.tsx";
import { sentence } from "../../words/sentence.ts";
import { Said } from "../../parts/said.tsx";
import { AuditLink } from "../../members/audit_link.tsx";

const RUNS = 50;

/** One schedule: how its runs went, and its editor. */
export function SchedulePage({ params: { id = "" } }: PageProps) {
  const words = scheduleWords();
  const path = `schedules/${pathOf(id)}`;
  const resource = useResource(path, (signal) => callApi<Schedule>(path, { signal }), {
    changedBy: (event) => event.type === "schedule.changed" && String(event.data.id) === id,
  });
  const { value: schedule, etag } = resource;
  if (!schedule) return <ResourceNote of={resource} />;
  const { name, enabled, nextRunAt, orderedBy } = schedule;
  return (
    <>
      <PageHead
        title={name}
        badge={
          <StateBadge tone={enabled ? "ok" : "unknown"} word={enabled ? words.on : words.off} />
        }
      >
        {mayAs("operate") && <RunNow schedule={schedule} />}
        <AuditLink kind="schedule" subjectKey={schedule.id} />
      </PageHead>
      <ResourceNote of={resource} />
      <p>
        {words.next}: {nextRunAt === null ? words.never : <Moment at={nextRunAt} />} · {words.by}
        {" "}
        <span dir="auto">{orderedBy.name}</span>
      </p>
      <Tabs
        label={words.tabsLabel}
        tabs={[
          { id: "overview", word: words.tabs.overview, show: () => <Runs id={id} /> },
          ...(mayAs("operate")
            ? [{
              id: "edit",
              word: words.tabs.edit,
              show: () => <Edit schedule={schedule} etag={etag} />,
            }]
            : []),
        ]}
      />
    </>
  );
}

function RunNow({ schedule: { id, name } }: { readonly schedule: Schedule }) {
  const words = scheduleWords();
  return (
    <ActionButton
      danger={{ title: words.ran(name), text: words.runNowText, action: words.runNow }}
      run={(idempotencyKey) =>
        callApi(`schedules/${pathOf(id)}/run`, { method: "POST", body: {}, idempotencyKey })}
      onDone={() => toast("ok", words.accepted)}
    >
      {words.runNow}
    </ActionButton>
  );
}

function Runs({ id }: { readonly id: string }) {
  const words = scheduleWords();
  const path = `schedules/${pathOf(id)}/runs`;
  const resource = useResource(
    path,
    (signal) =>
      callApi<{ readonly items: readonly ScheduleRun[] }>(path, {
        query: { limit: RUNS },
        signal,
      }),
    {
      changedBy: (event) => event.type === "schedule.run" && String(event.data.scheduleId) === id,
    },
  );
  return (
    <>
      <ResourceNote of={resource} />
      {resource.value?.items.length === 0 && <p class="quiet">{words.noRuns}</p>}
      <ol class="timeline">
        {resource.value?.items.map((run) => <Run key={run.id} run={run} />)}
      </ol>
    </>
  );
}

/** Targets that are listed; the ledger has the rest. */
const MOST_TARGETS = 100;

function Run({ run }: { readonly run: ScheduleRun }) {
  const words = scheduleWords();
  const { state, reason, dueAt, counts, targets } = run;
  return (
    <li data-run={run.id} data-state={state}>
      <Moment at={dueAt} />
      <StateBadge tone={RUN_TONES[state]} word={words.states[state]} />
      <span class="quiet">{words.counts(counts.completed, counts.total)}</span>
      {reason !== null && <Said>{reason}</Said>}
      <ul class="run-targets">
        {targets.slice(0, MOST_TARGETS).map(({ target, commandId, state, reason }) => (
          <li key={`${target.kind} ${target.key}`}>
            {commandId === null
              ? <span dir="auto">{target.name}</span>
              : <a href={linkTo(["commands", commandId])} dir="auto">{target.name}</a>}{" "}
            {state === "waiting" || state === "notStarted"
              ? <span class="quiet">{words.states.waiting}</span>
              : (
                <StateBadge
                  tone={TONES.command[state]}
                  word={stateWords().command[state]}
                  reason={sentence(reason ?? "")}
                />
              )}
          </li>
        ))}
        {targets.length > MOST_TARGETS && (
          <li class="quiet">{words.more(targets.length - MOST_TARGETS)}</li>
        )}
      </ul>
    </li>
  );
}

function Edit(
  { schedule, etag }: { readonly schedule: Schedule; readonly etag: string | null },
) {
  const words = scheduleWords();
  const { id, name } = schedule;
  return (
    <>
      <ScheduleEditor
        key={id}
        id={id}
        start={schedule}
        etag={etag}
        onSaved={() => goTo(["schedules", id])}
      />
      <RemoveButton
        path={`schedules/${pathOf(id)}`}
        name={name}
        title={words.removeTitle(name)}
        text={words.removeText}
        action={commonWords().remove}
        back="schedules"
      />
    </>
  );
}
