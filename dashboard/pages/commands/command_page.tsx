import type { CommandDetail } from "../../../protocols/api/command.ts";
import { linkTo } from "../../app/router.ts";
import type { PageProps } from "../../app/routes.ts";
import { OVER } from "../../jobs/newer_row.ts";
import { targetName } from "../../jobs/target_name.tsx";
import { TONES } from "../../look/tones.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Moment } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { pathOf } from "../../wire/root.ts";
import { hasRight, mayAs } from "../../wire/session.ts";
import { commandWords } from "../../words/commands.ts";
import { jobWords } from "../../words/jobs.ts";
import { orderWord } from "../../words/orders.ts";
import { stateWords } from "../../words/states.ts";
import { CommandOutput } from "./command_output.tsx";
import { sentence } from "../../words/sentence.ts";
import { Said } from "../../parts/said.tsx";

/** One command: who asked, what became of it step by step, and what came back. */
export function CommandPage({ params: { id = "" } }: PageProps) {
  const resource = useResource(
    id,
    (signal) => callApi<CommandDetail>(`commands/${pathOf(id)}`, { signal }),
    { changedBy: (event) => event.type === "command.changed" && event.data.id === id },
  );
  const { value: command } = resource;
  if (!command) return <ResourceNote of={resource} />;
  const { action, target, state, reason } = command;
  return (
    <>
      <PageHead
        title={commandWords().detail(orderWord(action), targetName(target))}
        badge={
          <StateBadge
            tone={TONES.command[state]}
            word={stateWords().command[state]}
            reason={sentence(reason ?? "")}
          />
        }
      >
        {!OVER.has(state) && mayAs("operate") && (
          <ActionButton
            title={jobWords().stopWaitingHint}
            run={() => callApi(`commands/${pathOf(id)}`, { method: "DELETE" })}
          >
            {state === "queued" ? commandWords().cancel : commandWords().stopWaiting}
          </ActionButton>
        )}
      </PageHead>
      <ResourceNote of={resource} />
      {reason !== null && (
        <p>
          <Said>{reason}</Said>
        </p>
      )}
      <div class="panels">
        <Facts command={command} />
        <Steps command={command} />
      </div>
      <Data title={commandWords().params} data={command.params} />
      {(action !== "logs" || hasRight("logs")) && <CommandOutput id={id} />}
      <Data title={commandWords().result} data={command.result} />
    </>
  );
}

function Facts({ command }: { readonly command: CommandDetail }) {
  const { facts } = commandWords();
  const { target, requester, waitOnlineUntil, executionId, idempotencyKey } = command;
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{facts.id}</dt>
        <dd class="mono">{command.id}</dd>
        <dt>{facts.target}</dt>
        <dd dir="auto">
          <a href={targetLink(target)} title={target.key}>{targetName(target)}</a>
        </dd>
        <dt>{facts.by}</dt>
        <dd dir="auto">{requester.name}</dd>
        <dt>{facts.from}</dt>
        <dd>{requester.address}</dd>
        <dt>{facts.created}</dt>
        <dd>
          <Moment at={command.createdAt} />
        </dd>
        <dt>{facts.deadline}</dt>
        <dd>
          <Moment at={command.deadlineAt} />
        </dd>
        {waitOnlineUntil !== null && (
          <>
            <dt>{facts.wait}</dt>
            <dd>
              <Moment at={waitOnlineUntil} />
            </dd>
          </>
        )}
        {executionId !== null && (
          <>
            <dt>{facts.execution}</dt>
            <dd class="mono">{executionId}</dd>
          </>
        )}
        {idempotencyKey !== null && (
          <>
            <dt>{facts.idempotency}</dt>
            <dd class="mono">{idempotencyKey}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** The page of whom it was for. The ledger's keys are those of the lists. */
function targetLink({ kind, key }: CommandDetail["target"]): string {
  if (kind === "display") return linkTo(["displays", key]);
  if (kind === "camera") return linkTo(["cameras", key]);
  return linkTo(["nodes", ...key.split("/")]);
}

function Steps({ command: { events } }: { readonly command: CommandDetail }) {
  return (
    <section class="panel">
      <h2>{commandWords().steps}</h2>
      <ol class="timeline">
        {events.map(({ sequence, at, state, reason }) => (
          <li key={sequence}>
            <Moment at={at} />
            <StateBadge tone={TONES.command[state]} word={stateWords().command[state]} />
            {reason !== null && <Said>{reason}</Said>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Data({ title, data }: { readonly title: string; readonly data: object | null }) {
  if (data === null || Object.keys(data).length === 0) return null;
  return (
    <section class="panel">
      <h2>{title}</h2>
      <pre class="output" tabIndex={0}>{JSON.stringify(data, null, 2)}</pre>
    </section>
  );
}
