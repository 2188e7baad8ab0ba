import type {
  AuditChainResult,
  AuditEntry,
  AuditHead,
  AuditVerification,
} from "../../../protocols/api/audit.ts";
import type { Asked } from "./fake_api.ts";
import { TIME } from "./samples.ts";

/** A hash as long as a real one. */
export const HASH = "ab".repeat(32);

/** A chain of three rows that is as it was written. */
export const SOUND: AuditChainResult = {
  chain: "audit",
  rows: 3,
  totalRows: 3,
  firstSequence: 1,
  anchors: 0,
  head: { chain: "audit", sequence: 3, hash: HASH },
  fault: null,
};

/** One with a row that somebody has changed. */
export const BROKEN: AuditChainResult = {
  ...SOUND,
  fault: {
    sequence: 2,
    fault: "changed",
    detail: "Row 2 is not what was written: its hash does not fit.",
  },
};

/** The API's audit trail in memory, as far as the command line uses it, and the chains of a folder. */
export class FakeAudit {
  readonly entries: AuditEntry[] = [];
  /** What an examination comes to, after one more question. */
  ending: Pick<AuditVerification, "state" | "chains" | "reason"> = {
    state: "sound",
    chains: [SOUND],
    reason: null,
  };
  /** Folders that were looked into, and the heads that were given. */
  readonly opened: (readonly [dataDir: string, kept: readonly AuditHead[]])[] = [];
  closed = 0;

  /** Undefined: it is no request about them. */
  answer({ method, path }: Asked): Response | undefined {
    const times = { startedAt: TIME, endedAt: null };
    switch (`${method} ${path}`) {
      case "GET /audit":
        return Response.json({ items: this.entries, nextCursor: null });
      case "GET /audit/heads":
        return Response.json({ items: [SOUND.head] });
      case "POST /audit/verify": {
        const chains = [{ ...SOUND, rows: 1 }];
        return Response.json({ state: "running", ...times, chains, reason: null }, { status: 202 });
      }
      case "GET /audit/verify":
        return Response.json({ ...this.ending, ...times });
    }
    return undefined;
  }

  open(dataDir: string, kept: readonly AuditHead[]) {
    this.opened.push([dataDir, kept]);
    let steps = 0;
    const { chains } = this.ending;
    return {
      get done() {
        return steps >= 2;
      },
      step: () => void steps++,
      results: () => chains,
      close: () => void this.closed++,
    };
  }
}
