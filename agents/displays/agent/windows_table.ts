import type { ProcessIdentity, RunLeader } from "./machine.ts";

/** One line of Windows' process table. */
export interface WindowsRow extends ProcessIdentity {
  readonly parentPid: number;
}

/** `"ProcessId","ParentProcessId","Started"`: numbers all of them, in quotes; the last one in 100 ns since 1601. */
const ROW = /^"(\d+)","(\d+)","(\d+)"\r?$/;

/** The process table as PowerShell writes it. Processes of the system itself have no start, and are left out. */
export function parseProcessCsv(text: string): readonly WindowsRow[] {
  return text.split("\n").flatMap((line) => {
    const [, pid, parentPid, startedAt] = ROW.exec(line) ?? [];
    if (startedAt === undefined) return [];
    return [{ pid: Number(pid), parentPid: Number(parentPid), startedAt }];
  });
}

/**
 * A program and everything below it. Windows gives numbers away at once, and a child keeps that of a parent which is
 * gone: so a child counts only if it was started after its parent, and a program only with its own start.
 */
export function treeOf(
  rows: readonly WindowsRow[],
  { pid, startedAt, witnessed }: RunLeader,
): readonly ProcessIdentity[] {
  const owner = rows.find((row) => row.pid === pid);
  if (owner !== undefined && startedAt !== null && owner.startedAt !== startedAt) return [];
  if (owner === undefined && (!witnessed || startedAt === null)) return [];
  const begin = owner?.startedAt ?? startedAt ?? "";
  const found = owner === undefined ? [] : [owner];
  const open: ProcessIdentity[] = [{ pid, startedAt: begin }];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    const children = childrenOf(rows, parent).filter((child) => !found.includes(child));
    found.push(...children);
    open.push(...children);
  }
  return found.map((row) => ({ pid: row.pid, startedAt: row.startedAt }));
}

function childrenOf(rows: readonly WindowsRow[], parent: ProcessIdentity): readonly WindowsRow[] {
  return rows.filter((row) =>
    row.parentPid === parent.pid && row.pid !== parent.pid &&
    BigInt(row.startedAt) >= BigInt(parent.startedAt)
  );
}
