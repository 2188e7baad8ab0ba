import type { ProcessIdentity, RunLeader } from "./machine.ts";

/** One line of Linux' process table. */
export interface ProcRow {
  readonly pid: number;
  readonly session: number;
  /** Clock ticks from the start of the system to that of the process. */
  readonly startTicks: string;
}

/** What {@link PROC_SCRIPT} found. */
export interface ProcTable {
  /** Differs after every start of the system, as numbers and ticks begin anew then. */
  readonly bootId: string;
  readonly rows: readonly ProcRow[];
  /** Processes whose environment holds the mark. */
  readonly marked: ReadonlySet<number>;
}

/**
 * Reads the process table, and who carries a mark in his environment; the mark is the first argument. A shell does it,
 * as this program must not read `/proc` itself without all permissions.
 */
export const PROC_SCRIPT =
  "cat /proc/sys/kernel/random/boot_id; cat /proc/[0-9]*/stat 2>/dev/null; " +
  'grep -lF -e "$0" /proc/[0-9]*/environ 2>/dev/null; true';

/** `pid (name) state parent group session …`, start in column 22. A name may hold anything but the last bracket. */
const STAT = /^(\d+) \(.*\) (\S) -?\d+ -?\d+ (-?\d+) (?:\S+ ){15}(\d+)/;
const MARKED = /^\/proc\/(\d+)\/environ$/;
/** Ended, but not yet noticed by its parent. */
const DEAD = /[ZXx]/;

/** What {@link PROC_SCRIPT} has written. Source: proc_pid_stat(5). */
export function parseProcTable(text: string): ProcTable {
  const [bootId = "", ...lines] = text.split("\n");
  const rows: ProcRow[] = [];
  const marked = new Set<number>();
  for (const line of lines) {
    const [, pid, state, session, startTicks] = STAT.exec(line) ?? [];
    if (startTicks !== undefined && !DEAD.test(state ?? "")) {
      rows.push({ pid: Number(pid), session: Number(session), startTicks });
    }
    const mark = MARKED.exec(line)?.[1];
    if (mark !== undefined) marked.add(Number(mark));
  }
  return { bootId, rows, marked };
}

/**
 * Who of them belongs to a run: who carries its mark, and who is in the session that its program has opened. No number
 * is given away while a session of that number lives, so one without its leader is ours if we saw it begin; a leader
 * with another start is somebody else.
 */
export function membersOf(
  { bootId, rows, marked }: ProcTable,
  { pid, startedAt, witnessed }: RunLeader,
): readonly ProcessIdentity[] {
  const identify = (row: ProcRow) => ({ pid: row.pid, startedAt: `${bootId} ${row.startTicks}` });
  const owner = rows.find((row) => row.pid === pid);
  const sessionIsOurs = owner === undefined || startedAt === null
    ? witnessed
    : identify(owner).startedAt === startedAt;
  return rows.filter((row) => marked.has(row.pid) || (sessionIsOurs && row.session === pid))
    .map(identify);
}
