import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ChainResult } from "../../../actors/audit/examiner.ts";
import type { ChainHead } from "../../../actors/audit/store.ts";
import { TrailExamination } from "../../../adapters/sqlite/chains/trail_examination.ts";

/** What is found when the chains of a data folder are examined. */
export function examined(
  dataDir: string,
  kept: readonly ChainHead[] = [],
): readonly ChainResult[] {
  const examination = new TrailExamination(join(dataDir, "signalbox.db"), kept);
  try {
    while (!examination.done) examination.step();
    return examination.results();
  } finally {
    examination.close();
  }
}

/** The fault of each chain: audit, commands. */
export function faultsOf(dataDir: string, kept: readonly ChainHead[] = []) {
  return examined(dataDir, kept).map(({ fault }) => fault?.fault ?? null);
}

/** Does with a data folder's database what Signalbox never would. */
export function tamper(dataDir: string, sql: string): void {
  const file = new DatabaseSync(join(dataDir, "signalbox.db"));
  file.exec(sql);
  file.close();
}
