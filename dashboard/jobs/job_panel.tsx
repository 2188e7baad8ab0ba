import type { Command } from "../../protocols/api/command.ts";
import { linkTo } from "../app/router.ts";
import { TONES, worst } from "../look/tones.ts";
import { ActionButton } from "../parts/action_button.tsx";
import { Icon } from "../parts/icon.tsx";
import { StateBadge } from "../parts/state_badge.tsx";
import { callApi } from "../wire/api.ts";
import { now } from "../wire/clock.ts";
import { pathOf } from "../wire/root.ts";
import { mayAs } from "../wire/session.ts";
import { jobWords } from "../words/jobs.ts";
import { commonWords } from "../words/shell.ts";
import { stateWords } from "../words/states.ts";
import { duration, momentOf } from "../words/times.ts";
import { isJobOver, type Job, jobRows, jobs, jobsShown, putAway } from "./jobs.ts";
import { OVER } from "./newer_row.ts";
import { TargetName } from "./target_name.tsx";
import { Said } from "../parts/said.tsx";
import { sentence } from "../words/sentence.ts";

/** What was asked for in this browser: a row per target with its state, elapsed time and deadline. */
export function JobPanel() {
  const words = jobWords();
  if (jobs.value.length === 0) return null;
  const open = jobsShown.value;
  const running = jobs.value.filter((job) => !isJobOver(job)).length;
  return (
    <aside class="jobs" aria-label={words.title} data-open={open}>
      <button
        type="button"
        class="jobs-head"
        aria-expanded={open}
        onClick={() => jobsShown.value = !open}
      >
        <Icon name="command" /> {words.title} <span class="quiet">{words.running(running)}</span>
      </button>
      {open && (
        <ul>
          {jobs.value.map((job) => <JobEntry key={job.id} job={job} />)}
        </ul>
      )}
    </aside>
  );
}

function JobEntry({ job }: { readonly job: Job }) {
  const rows = job.commandIds.map((id) => jobRows.value.get(id)).filter((row) => row !== undefined);
  const over = isJobOver(job);
  const done = rows.filter(({ state }) => state === "completed").length;
  return (
    <li class="job" data-over={over}>
      <header>
        <span data-tone={worst(rows.map(({ state }) => TONES.command[state]))} class="badge">
          <Icon name={over ? worst(rows.map(({ state }) => TONES.command[state])) : "busy"} />
        </span>
        <strong dir="auto">{job.title}</strong>
        <span class="quiet">{jobWords().progress(done, job.commandIds.length)}</span>
        <button
          type="button"
          class="plain"
          aria-label={jobWords().putAway(job.title)}
          onClick={() => putAway(job.id)}
        >
          <Icon name="close" />
        </button>
      </header>
      <ul>{rows.map((row) => <JobRow key={row.id} row={row} />)}</ul>
    </li>
  );
}

/** One target: its state, how long it has taken, and why it is so. */
export function JobRow({ row }: { readonly row: Command }) {
  const over = OVER.has(row.state);
  return (
    <li class="job-row" data-command={row.id} data-state={row.state}>
      <a href={linkTo(["commands", row.id])} dir="auto">
        <TargetName target={row.target} />
      </a>
      <StateBadge
        tone={TONES.command[row.state]}
        word={stateWords().command[row.state]}
        reason={sentence(row.reason ?? "")}
      />
      <span class="quiet">
        {elapsedText(row, over)}
      </span>
      {row.reason !== null && (
        <span class="job-reason">
          <Said>{row.reason}</Said>
        </span>
      )}
      {!over && mayAs("operate") && <StopWaiting row={row} />}
    </li>
  );
}

function elapsedText(row: Command, over: boolean): string {
  const end = over ? momentOf(row.updatedAt) : now.value;
  const elapsed = duration(end - momentOf(row.createdAt));
  if (over) return elapsed;
  const left = momentOf(row.deadlineAt) - now.value;
  return `${elapsed} · ${jobWords().left(duration(left))}`;
}

/** A fielded client cannot take back what it has begun; we only stop waiting, and say so. */
function StopWaiting({ row }: { readonly row: Command }) {
  return (
    <ActionButton
      title={jobWords().stopWaitingHint}
      run={() => callApi(`commands/${pathOf(row.id)}`, { method: "DELETE" })}
    >
      {row.state === "queued" ? commonWords().cancel : jobWords().stopWaiting}
    </ActionButton>
  );
}
