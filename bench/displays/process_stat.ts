/** Clock ticks in a second: `USER_HZ`, 100 on every Linux that Deno runs on. */
const TICKS_PER_SECOND = 100;

/** CPU seconds that a process and its threads have used, user and system together. Linux only (proc(5)). */
export function cpuSeconds(pid: number): number {
  const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets, and may hold spaces: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Seconds that a process's main thread was ready to run and had no processor: how busy the machine was. Linux only. */
export function waitedSeconds(pid: number): number {
  const [, waitedNs] = Deno.readTextFileSync(`/proc/${pid}/schedstat`).split(" ");
  return Number(waitedNs) / 1e9;
}

/** Bytes of a process that are in memory. Linux only. */
export function residentBytes(pid: number): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** Wall seconds and CPU seconds between two looks. */
export interface Spent {
  readonly wallSeconds: number;
  /** One per process, in the order of the pids. */
  readonly cpuSeconds: readonly number[];
}

/** Starts to measure what processes spend; the answer tells how much it was. */
export function startMeter(...pids: readonly number[]): () => Spent {
  const began = performance.now();
  const before = pids.map(cpuSeconds);
  return () => ({
    wallSeconds: (performance.now() - began) / 1000,
    cpuSeconds: pids.map((pid, index) => cpuSeconds(pid) - (before[index] ?? 0)),
  });
}
