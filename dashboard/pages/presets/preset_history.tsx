import type { Execution } from "../../../protocols/api/execution.ts";
import type { Command } from "../../../protocols/api/command.ts";
import { useSignal } from "@preact/signals";
import { JobRow } from "../../jobs/job_panel.tsx";
import { TONES } from "../../look/tones.ts";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Moment } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { presetWords } from "../../words/presets.ts";
import { stateWords } from "../../words/states.ts";
import type { ExecutionDetail } from "../../../protocols/api/execution.ts";

const MOST = 50;

/** Runs and stops of a preset, newest first; each opens to its targets. */
export function PresetHistory({ presetId }: { readonly presetId: number }) {
  const words = presetWords();
  const query = { presetId, limit: MOST };
  const resource = useResource(
    String(presetId),
    (signal) => callApi<{ readonly items: readonly Execution[] }>("executions", { query, signal }),
    {
      changedBy: (event) => event.type === "execution.started" && event.data.presetId === presetId,
    },
  );
  return (
    <section>
      <h2>{words.history}</h2>
      <ResourceNote of={resource} />
      {resource.value?.items.length === 0 && <p class="quiet">{words.noHistory}</p>}
      <ol class="timeline executions">
        {resource.value?.items.map((execution) => <Row key={execution.id} execution={execution} />)}
      </ol>
    </section>
  );
}

function Row(
  { execution: { id, action, createdAt, requester } }: { readonly execution: Execution },
) {
  const open = useSignal(false);
  return (
    <li>
      <details onToggle={(event) => open.value = event.currentTarget.open}>
        <summary>
          <Moment at={createdAt} /> <strong>{presetWords().actions[action]}</strong>{" "}
          <span dir="auto">{presetWords().by(requester.name)}</span>
        </summary>
        {open.value && <Targets id={id} />}
      </details>
    </li>
  );
}

function Targets({ id }: { readonly id: string }) {
  const resource = useResource(
    id,
    (signal) => callApi<ExecutionDetail>(`executions/${pathOf(id)}`, { signal }),
    { changedBy: (event) => event.type === "command.changed" && event.data.executionId === id },
  );
  const { value } = resource;
  return (
    <>
      <ResourceNote of={resource} />
      {value && (
        <StateBadge
          tone={TONES.execution[value.state]}
          word={stateWords().execution[value.state]}
        />
      )}
      <ul>{value?.commands.map((row: Command) => <JobRow key={row.id} row={row} />)}</ul>
    </>
  );
}
