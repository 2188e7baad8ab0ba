import type { AuditEntry, AuditPage } from "../../../protocols/api/audit.ts";

/** Lines that follow each other, newest first, and where older ones are to be read; null: there are none. */
export interface TrailLines {
  readonly lines: readonly AuditEntry[];
  readonly cursor: string | null;
}

/**
 * The newest page, which is read again and again, together with what was read of the trail before. Where more has been
 * written meanwhile than a page holds, there would be a gap between the two that nobody sees: then the newest page stands
 * alone, and older ones are read anew.
 */
export function joined(newest: AuditPage, before: TrailLines | undefined): TrailLines {
  const { items, nextCursor } = newest;
  const known = new Map(before?.lines.map((line) => [line.sequence, line]));
  if (before === undefined || !items.some(({ sequence }) => known.has(sequence))) {
    return { lines: items, cursor: nextCursor };
  }
  return { lines: together(items, before.lines), cursor: before.cursor };
}

/** With the lines of one more page. */
export function withOlder(shown: TrailLines, { items, nextCursor }: AuditPage): TrailLines {
  return { lines: together(shown.lines, items), cursor: nextCursor };
}

/** Each line once, newest first. */
function together(...read: readonly (readonly AuditEntry[])[]): readonly AuditEntry[] {
  const lines = new Map(read.flat().map((line) => [line.sequence, line]));
  return [...lines.values()].sort((a, b) => b.sequence - a.sequence);
}
