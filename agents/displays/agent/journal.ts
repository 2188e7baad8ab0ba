import { z } from "zod";
import type { AgentLog } from "../../agent_log.ts";
import { PageJournal } from "../../page_journal.ts";

/** Which preset a run belongs to, as the server named it; null: none. */
const PresetKey = z.union([z.number(), z.string(), z.null()]);

const Run = z.object({
  /** Its processes carry it. */
  id: z.string().regex(/^[0-9a-z]{1,64}$/),
  presetId: PresetKey,
  executionId: z.string().nullable(),
  command: z.string(),
  /** The program's file name. */
  program: z.string(),
  /** Null until it was started. */
  pid: z.int().nullable(),
  /** As in `ProcessIdentity`; null until it is known. */
  startedAt: z.string().nullable(),
  /** Epoch milliseconds. */
  since: z.number(),
  /** The server was told, or is about to be, that it runs. */
  told: z.boolean(),
});

const Report = z.object({
  id: z.string(),
  event: z.string(),
  payload: z.record(z.string(), z.unknown()),
});

const Notes = z.object({
  runs: z.array(Run),
  reports: z.array(Report),
  /** Executions that were taken up, oldest first. */
  executions: z.array(z.string()),
});

/** A program that was started, or is about to be. */
export type RunRecord = z.infer<typeof Run>;
/** Something that the server has to hear, and may not have heard yet. */
export type ReportRecord = z.infer<typeof Report>;
/** What an agent must still know when it is started again. */
export type AgentNotes = z.infer<typeof Notes>;

const NOTHING: AgentNotes = { runs: [], reports: [], executions: [] };

/** The agent's notes in its state folder; a page has room for some 100 runs. */
export class Journal extends PageJournal<AgentNotes> {
  constructor(folder: string, log: AgentLog) {
    super({ folder, schema: Notes, nothing: NOTHING, meanwhile: "shows go on", log });
  }
}
