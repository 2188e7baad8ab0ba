import { useSignal } from "@preact/signals";
import type { MaintenanceWindow } from "../../../protocols/api/maintenance.ts";
import type { Tone } from "../../look/tones.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Moment } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { alertWords } from "../../words/alerts.ts";

const TONES: Record<MaintenanceWindow["state"], Tone> = {
  planned: "busy",
  active: "maintenance",
  over: "unknown",
  removed: "unknown",
};
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Times in which work is done, and nobody is told. */
export function Maintenance() {
  const words = alertWords().maintenance;
  const resource = useResource(
    "maintenance",
    (signal) =>
      callApi<{ readonly items: readonly MaintenanceWindow[] }>("maintenance", { signal }),
    { changedBy: ({ type }) => type === "maintenance.changed" },
  );
  return (
    <>
      <p class="quiet">{words.text}</p>
      {mayAs("operate") && <Begin begun={resource.reload} />}
      <ResourceNote of={resource} />
      {resource.value?.items.length === 0 && <p class="quiet">{words.none}</p>}
      <ol class="timeline">
        {resource.value?.items.map((window) => (
          <Window key={window.id} window={window} ended={resource.reload} />
        ))}
      </ol>
    </>
  );
}

function Window(
  { window, ended }: { readonly window: MaintenanceWindow; readonly ended: () => void },
) {
  const words = alertWords().maintenance;
  const { id, from, until, state, note, createdBy } = window;
  const path = `maintenance/${pathOf(id)}`;
  return (
    <li data-maintenance={state}>
      <span class="period">
        <Moment at={from} /> – <Moment at={until} />
      </span>
      <StateBadge tone={TONES[state]} word={words.states[state]} />
      <span dir="auto">{whomOf(window)}</span>
      <span dir="auto">{note}</span>
      <span class="quiet" dir="auto">{words.by(createdBy)}</span>
      {mayAs("operate") && (state === "active" || state === "planned") && (
        <ActionButton
          danger={{ title: words.end, text: words.endText, action: words.end }}
          run={() => callApi(path, { method: "DELETE" })}
          onDone={ended}
        >
          {words.end}
        </ActionButton>
      )}
    </li>
  );
}

function whomOf({ everything, kinds, groups, subjects }: MaintenanceWindow): string {
  const words = alertWords().maintenance;
  if (everything) return words.everything;
  const named: Readonly<Record<string, string>> = words.kinds;
  return [
    ...kinds.map((kind) => named[kind] ?? kind),
    ...groups.map((name) => `${words.groups} ${name}`),
    ...subjects.map(({ key }) => key),
  ].join(", ");
}

/** Begins at once, for everything, a kind of member or a group. */
function Begin({ begun }: { readonly begun: () => void }) {
  const words = alertWords().maintenance;
  const whom = useSignal("everything");
  const until = useSignal(localMinute(Date.now() + HOUR_MS));
  const note = useSignal("");
  const body = () => ({
    until: new Date(until.value).toISOString(),
    note: note.value,
    ...choiceOf(whom.value),
  });
  return (
    <div class="toolbar panel">
      <label class="filter">
        <span class="quiet">{words.whom}</span>
        <select value={whom} onChange={(event) => whom.value = event.currentTarget.value}>
          <option value="everything">{words.everything}</option>
          {Object.entries(words.kinds).map(([kind, word]) => (
            <option key={kind} value={`kind ${kind}`}>{word}</option>
          ))}
          {fleet.groups.items.value.map(({ name }) => (
            <option key={name} value={`group ${name}`}>{words.groups} {name}</option>
          ))}
        </select>
      </label>
      <label class="filter">
        <span class="quiet">{words.until}</span>
        <input
          type="datetime-local"
          value={until}
          onInput={(event) => until.value = event.currentTarget.value}
        />
      </label>
      <input
        class="search"
        maxLength={500}
        aria-label={words.note}
        placeholder={words.note}
        value={note}
        onInput={(event) => note.value = event.currentTarget.value}
      />
      <ActionButton
        primary
        disabled={Number.isNaN(Date.parse(until.value))}
        run={(idempotencyKey) =>
          callApi("maintenance", { method: "POST", body: body(), idempotencyKey })}
        onDone={begun}
      >
        {words.create}
      </ActionButton>
    </div>
  );
}

function choiceOf(chosen: string): object {
  const [, what = "", name = ""] = /^(kind|group) (.*)$/s.exec(chosen) ?? [];
  if (what === "kind") return { kinds: [name] };
  return what === "group" ? { groups: [name] } : { everything: true };
}

/** As a browser's field for a moment wants it: local time, to the minute. */
function localMinute(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * MINUTE_MS;
  return new Date(at - offsetMs).toISOString().slice(0, 16);
}
