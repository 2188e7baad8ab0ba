import type { Alert } from "../../../protocols/api/alert.ts";
import { linkTo, place } from "../../app/router.ts";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { FilterSelect, matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { Ago } from "../../parts/time.tsx";
import { callList } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { alertWords } from "../../words/alerts.ts";
import { language } from "../../words/language.ts";
import { AlertActions } from "./alert_actions.tsx";
import { alertTone, subjectLink } from "./alert_tones.ts";
import { Channels } from "./channels.tsx";
import { Maintenance } from "./maintenance.tsx";

/** Alerts that are read; older ones have been resolved long ago. */
const MOST = 500;

/** What somebody must know of, times of maintenance, and how people are told. */
export function AlertsPage() {
  const { title, tabs, tabsLabel } = alertWords();
  return (
    <>
      <PageHead title={title} />
      <Tabs
        label={tabsLabel}
        tabs={[
          { id: "alerts", word: tabs.alerts, show: () => <AlertList /> },
          { id: "maintenance", word: tabs.maintenance, show: () => <Maintenance /> },
          { id: "channels", word: tabs.channels, show: () => <Channels /> },
        ]}
      />
    </>
  );
}

function AlertList() {
  const words = alertWords();
  const state = place.value.query.get("state") ?? "unresolved";
  const resource = useResource(
    state,
    () => callList<Alert>("alerts", { state: state === "all" ? "" : state }, MOST),
    { changedBy: ({ type }) => type === "alert.changed" },
  );
  const rows = resource.value?.filter(({ subject, rule, reason }) =>
    matchesSearch(subject.name, words.rules[rule], reason.en, reason.ko)
  );
  return (
    <>
      <div class="toolbar">
        <SearchBox label={words.search} />
        <FilterSelect
          name="state"
          label={words.state}
          all={words.unresolved}
          choices={[...Object.entries(words.states), ["all", words.tabs.alerts]]}
        />
      </div>
      <ResourceNote of={resource} />
      {rows?.length === 0 && (
        <p class="quiet">{state === "unresolved" ? words.noneOpen : words.none}</p>
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

function columns(): readonly Column<Alert>[] {
  const words = alertWords();
  return [
    {
      id: "state",
      head: words.state,
      width: "10rem",
      cell: (alert) => (
        <StateBadge
          tone={alertTone(alert)}
          word={alert.state === "open"
            ? words.severities[alert.severity]
            : words.states[alert.state]}
          reason={alert.acknowledgedBy === null ? "" : words.acknowledged(alert.acknowledgedBy)}
        />
      ),
    },
    {
      id: "rule",
      head: words.rule,
      width: "minmax(8rem, 1fr)",
      cell: ({ id, rule }) => <a href={linkTo(["alerts", id])}>{words.rules[rule]}</a>,
    },
    {
      id: "about",
      head: words.about,
      width: "minmax(8rem, 1fr)",
      cell: (alert) => <a href={subjectLink(alert)} dir="auto">{alert.subject.name}</a>,
    },
    {
      id: "reason",
      head: words.reason,
      width: "minmax(10rem, 3fr)",
      wide: true,
      cell: (alert) => <Reason alert={alert} />,
    },
    {
      id: "since",
      head: words.since,
      width: "8rem",
      cell: ({ openedAt }) => <Ago at={openedAt} />,
    },
    {
      id: "actions",
      head: "",
      width: "9rem",
      cell: (alert) => <AlertActions alert={alert} brief />,
    },
  ];
}

function Reason({ alert: { reason, below, rootId } }: { readonly alert: Alert }) {
  const words = alertWords();
  const text = reason[language.value];
  return (
    <span dir="auto" title={text}>
      {text} {below > 0 && <strong>{words.below(below)}</strong>}
      {rootId !== null && <a href={linkTo(["alerts", rootId])}>{words.because}</a>}
    </span>
  );
}
