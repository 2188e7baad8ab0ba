import type { AlertDetail, AlertStep } from "../../../protocols/api/alert.ts";
import { linkTo } from "../../app/router.ts";
import type { PageProps } from "../../app/routes.ts";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Ago, Moment } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { alertWords } from "../../words/alerts.ts";
import { language } from "../../words/language.ts";
import { AlertActions } from "./alert_actions.tsx";
import { alertTone, subjectLink } from "./alert_tones.ts";

/** One alert: what it says, what it is about, and what was done. */
export function AlertPage({ params: { id = "" } }: PageProps) {
  const words = alertWords();
  const path = `alerts/${pathOf(id)}`;
  const resource = useResource(path, (signal) => callApi<Detail>(path, { signal }), {
    changedBy: (event) => event.type === "alert.changed" && String(event.data.id) === id,
  });
  const { value: alert } = resource;
  if (!alert) return <ResourceNote of={resource} />;
  const { rule, subject, state, reason, openedAt, below, rootId, snoozedUntil } = alert;
  return (
    <>
      <PageHead
        title={`${words.rules[rule]} · ${subject.name}`}
        badge={<StateBadge tone={alertTone(alert)} word={words.states[state]} />}
      >
        <AlertActions alert={alert} />
      </PageHead>
      <p dir="auto">{reason[language.value]}</p>
      <p>
        <a href={subjectLink(alert)} dir="auto">{subject.name}</a> · {words.since}{" "}
        <Ago at={openedAt} />
        {below > 0 && ` · ${words.below(below)}`}
        {snoozedUntil !== null && (
          <>
            {` · ${words.snoozed} `}
            <Moment at={snoozedUntil} />
          </>
        )}
        {rootId !== null && (
          <>
            {" · "}
            <a href={linkTo(["alerts", rootId])}>{words.because}</a>
          </>
        )}
      </p>
      <section class="panel">
        <h2>{words.steps}</h2>
        <ol class="timeline">
          {alert.steps.map((step, nth) => <Step key={nth} step={step} />)}
        </ol>
      </section>
    </>
  );
}

/** The schema is a value of the API; the page needs its shape. */
type Detail = (typeof AlertDetail)["_output"];

function Step({ step: { at, kind, by, note } }: { readonly step: AlertStep }) {
  return (
    <li>
      <Moment at={at} />
      <strong>{alertWords().stepKinds[kind]}</strong>
      {by !== null && <span dir="auto">{by}</span>}
      {note !== "" && <span dir="auto">{note}</span>}
    </li>
  );
}
