import type { Schedule } from "../../../protocols/api/schedule.ts";
import { linkTo } from "../../app/router.ts";
import type { Tone } from "../../look/tones.ts";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Ago, Moment } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { mayAs } from "../../wire/session.ts";
import { scheduleWords } from "../../words/schedules.ts";
import { sentence } from "../../words/sentence.ts";

/** The tone of each state of a run. */
export const RUN_TONES = {
  waiting: "busy",
  starting: "busy",
  running: "busy",
  completed: "ok",
  partial: "stale",
  failed: "bad",
  unknown: "stale",
  skipped: "unknown",
  missed: "bad",
} as const satisfies Record<NonNullable<Schedule["lastRun"]>["state"], Tone>;

/** What is done by itself, and when next. */
export function SchedulesPage() {
  const words = scheduleWords();
  const resource = useResource(
    "schedules",
    (signal) => callApi<{ readonly items: readonly Schedule[] }>("schedules", { signal }),
    { changedBy: ({ type }) => type.startsWith("schedule.") },
  );
  const rows = resource.value?.items;
  return (
    <>
      <PageHead title={words.title}>
        {mayAs("operate") && (
          <a class="button" href={linkTo(["schedules", "new"])}>{words.create}</a>
        )}
      </PageHead>
      <ResourceNote of={resource} />
      {rows?.length === 0 && (
        <EmptyState title={words.emptyTitle}>
          <p>{words.emptyText}</p>
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <DataTable
          label={words.title}
          columns={columns()}
          rows={rows}
          keyOf={({ id }) => String(id)}
        />
      )}
    </>
  );
}

function columns(): readonly Column<Schedule>[] {
  const words = scheduleWords();
  return [
    {
      id: "name",
      head: words.name,
      width: "minmax(9rem, 2fr)",
      cell: ({ id, name }) => <a href={linkTo(["schedules", id])} dir="auto">{name}</a>,
    },
    {
      id: "cron",
      head: words.cron.replace(/ \(.*/, ""),
      width: "minmax(8rem, 1fr)",
      wide: true,
      cell: ({ cron, timeZone }) => (
        <>
          <code>{cron}</code> <span class="quiet">{timeZone}</span>
        </>
      ),
    },
    {
      id: "next",
      head: words.next,
      width: "11rem",
      cell: ({ enabled, nextRunAt }) =>
        !enabled ? words.off : nextRunAt === null ? words.never : <Moment at={nextRunAt} />,
    },
    {
      id: "last",
      head: words.last,
      width: "minmax(10rem, 1fr)",
      cell: ({ lastRun }) => <LastRun run={lastRun} />,
    },
  ];
}

function LastRun({ run }: { readonly run: Schedule["lastRun"] }) {
  const words = scheduleWords();
  if (run === null) return <span class="quiet">{words.notYet}</span>;
  const { state, reason, dueAt } = run;
  return (
    <>
      <StateBadge
        tone={RUN_TONES[state]}
        word={words.states[state]}
        reason={sentence(reason ?? "")}
      />{" "}
      <Ago at={dueAt} />
    </>
  );
}
