import { signal } from "@preact/signals";
import type { Command } from "../../protocols/api/command.ts";
import type { ExecutionDetail } from "../../protocols/api/execution.ts";
import type { NodeSubmission } from "../../protocols/api/node_command.ts";
import { callApi } from "../wire/api.ts";
import { connection, onEvent } from "../wire/connection.ts";
import { pathOf } from "../wire/root.ts";
import { newerRow, OVER } from "./newer_row.ts";

/** Something that was asked for in this browser: a row per target, until it is put away. */
export interface Job {
  readonly id: string;
  /** What was asked for, in the words of who asked. */
  readonly title: string;
  readonly startedAt: number;
  readonly commandIds: readonly string[];
}

const KEPT_AS = "signalbox.jobs";
/** More than anybody looks at; the ledger has the rest. */
const MOST_JOBS = 30;
/** Rows of one job that are followed; a broadcast to more is looked at in the ledger. */
const MOST_ROWS = 500;

/** Commands that nobody here follows are remembered, for their events may come before the answer that names them. */
const MOST_STRANGERS = 2 * MOST_ROWS;

/** Newest first; kept over a reload of the page. */
export const jobs = signal<readonly Job[]>(kept());

/** The rows of the jobs, by their id. */
export const jobRows = signal<ReadonlyMap<string, Command>>(new Map());

/** The panel is open. */
export const jobsShown = signal(false);

/** Follows what was asked for, and opens the panel. */
export function followJob(title: string, commands: readonly Command[]): void {
  if (commands.length === 0) return;
  const [{ id } = { id: "" }] = commands;
  const commandIds = commands.slice(0, MOST_ROWS).map((command) => command.id);
  keep([{ id, title, startedAt: Date.now(), commandIds }, ...jobs.peek()].slice(0, MOST_JOBS));
  takeRows(commands.map((command) => newerRow(strangers.get(command.id), command)));
  jobsShown.value = true;
}

/** The commands in an answer of the control host, whichever shape it has. */
export function commandsIn(
  answer: Command | ExecutionDetail | NodeSubmission,
): readonly Command[] {
  return "commands" in answer ? answer.commands : [answer];
}

/** Puts a job away; what it asked for goes on. */
export function putAway(id: string): void {
  keep(jobs.peek().filter((job) => job.id !== id));
}

function keep(next: readonly Job[]): void {
  jobs.value = next;
  localStorage.setItem(KEPT_AS, JSON.stringify(next));
}

function kept(): readonly Job[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? "[]");
    return Array.isArray(read) ? read.filter(isJob).slice(0, MOST_JOBS) : [];
  } catch {
    return [];
  }
}

function isJob(read: unknown): read is Job {
  return typeof read === "object" && read !== null && "commandIds" in read &&
    Array.isArray(read.commandIds) && "title" in read;
}

function takeRows(commands: readonly Command[]): void {
  const rows = new Map(jobRows.peek());
  for (const command of commands) rows.set(command.id, newerRow(rows.get(command.id), command));
  jobRows.value = rows;
}

const followed = () => new Set(jobs.peek().flatMap(({ commandIds }) => commandIds));

/** By their id, the one heard of longest ago first. */
const strangers = new Map<string, Command>();

onEvent((event) => {
  if (event.type !== "command.changed") return;
  if (followed().has(event.data.id)) takeRows([event.data]);
  else remember(event.data);
});

function remember(command: Command): void {
  strangers.delete(command.id);
  strangers.set(command.id, command);
  if (strangers.size <= MOST_STRANGERS) return;
  for (const [id] of strangers) return void strangers.delete(id);
}

/**
 * What was asked for is over on every target. A row that has not been read yet may still run: after a reload nothing is
 * called over before the control host has said so.
 */
export function isJobOver({ commandIds }: Job): boolean {
  const rows = jobRows.value;
  return commandIds.every((id) => {
    const row = rows.get(id);
    return row !== undefined && OVER.has(row.state);
  });
}

/** After a reload, or after the line was lost, the rows are read again: what ended meanwhile came as no event. */
connection.subscribe(({ state }) => {
  if (state === "live") void readRows();
});

async function readRows(): Promise<void> {
  for (const id of followed()) {
    const row = jobRows.peek().get(id);
    if (row && OVER.has(row.state)) continue;
    const answer = await callApi<Command>(`commands/${pathOf(id)}`);
    if (answer.ok) takeRows([answer.value]);
    else if (answer.problem.code === "unreachable") return;
    else if (answer.problem.code === "notFound") forget(id);
  }
}

/** A command that the ledger no longer keeps is followed no more; a job of which nothing is left goes with it. */
function forget(command: string): void {
  const left = jobs.peek().map((job) => ({
    ...job,
    commandIds: job.commandIds.filter((id) => id !== command),
  }));
  keep(left.filter(({ commandIds }) => commandIds.length > 0));
}
