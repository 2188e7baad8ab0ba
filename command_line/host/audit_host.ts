import type { AuditChainResult, AuditHead } from "../../protocols/api/audit.ts";

/** The chains of a data folder on this machine; main.ts hands it in. Its errors have messages for people. */
export interface LocalTrail {
  readonly done: boolean;
  /** Looks at the next rows, for some 5 ms. */
  step(): void;
  results(): readonly AuditChainResult[];
  close(): void;
}

/** Opens the chains of a data folder; `kept`: earlier ends of theirs, which they must still go through. */
export type OpenTrail = (dataDir: string, kept: readonly AuditHead[]) => Promise<LocalTrail>;
