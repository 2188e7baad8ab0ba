import type { Page } from "../ledger/store.ts";
import type { AuditKind, AuditLine, AuditSubjectKind } from "./audit_line.ts";

/** A line as it is kept. */
export interface AuditRecord extends AuditLine {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** SHA-256 over this line and the hash of the one before, in hex; empty where nothing is hashed. */
  readonly hash: string;
}

/** Which lines, newest first. */
export interface AuditQuery {
  readonly who?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly subject?: {
    readonly kind: AuditSubjectKind;
    /** Absent: any of this kind. */
    readonly key?: string | undefined;
  } | undefined;
  /** Epoch ms. */
  readonly from?: number | undefined;
  /** Epoch ms, not part of it. */
  readonly to?: number | undefined;
  /** Opaque, from the page before. */
  readonly cursor?: string | undefined;
  /** 1 to 500. */
  readonly limit: number;
}

/** Rows of which each holds the hash of the one before: `commands` is what happened to commands. */
export type ChainName = "audit" | "commands";

/** Where a chain ends; sequence 0: it has no row yet. */
export interface ChainHead {
  readonly chain: ChainName;
  readonly sequence: number;
  readonly hash: string;
}

/** How much of the trail is kept. */
export interface AuditRetention {
  /** Epoch ms; older lines go. */
  readonly before: number;
  /** So many lines stay at most, the newest. */
  readonly keep: number;
  /** So many lines go at once at most, so that nobody waits for it. */
  readonly atMost: number;
}

/** Durable storage of the audit trail: lines are added, and old ones cleared away from the beginning. */
export interface AuditStore {
  /** As in the ledger's store. Lines of a change go with the change, through the store of what is changed. */
  commit(lines: readonly AuditLine[]): Promise<void>;
  /** Leaves an anchor, from which the rest can still be proved. */
  prune(retention: AuditRetention): Promise<void>;
  lines(query: AuditQuery): Page<AuditRecord>;
  heads(): readonly ChainHead[];
}
