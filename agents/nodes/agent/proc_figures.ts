import type { SystemFigures } from "./system_figures.ts";

/** Processor time since the start of the machine, in clock ticks. */
export interface CpuTicks {
  readonly user: number;
  readonly system: number;
  readonly idle: number;
}

/** What is read of Linux' own files; null where a line is missing. */
export interface ProcFigures {
  readonly ticks: CpuTicks | null;
  readonly cores: number | null;
  readonly memoryTotal: number | null;
  readonly swapTotal: number | null;
  readonly swapFree: number | null;
  readonly uptime: number | null;
}

/** Reads `/proc/stat`, `/proc/meminfo` and `/proc/uptime`, one behind the other. Pure. Source: proc(5). */
export function readProc(text: string): ProcFigures {
  return {
    ticks: ticksIn(text),
    cores: text.match(/^cpu\d+ /gm)?.length ?? null,
    memoryTotal: kilobytes(text, "MemTotal"),
    swapTotal: kilobytes(text, "SwapTotal"),
    swapFree: kilobytes(text, "SwapFree"),
    uptime: numberOf(/^(\d+)\.\d+ \d+\.\d+$/m.exec(text)?.[1]),
  };
}

/** `cpu user nice system idle iowait irq softirq steal …`; guests are counted in user already. */
function ticksIn(text: string): CpuTicks | null {
  const [, line] = /^cpu +(\d[\d ]*)$/m.exec(text) ?? [];
  if (line === undefined) return null;
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0] = line
    .split(" ").map(Number);
  return { user: user + nice, system: system + irq + soft + steal, idle: idle + wait };
}

function kilobytes(text: string, name: string): number | null {
  const kB = numberOf(new RegExp(`^${name}: +(\\d+) kB$`, "m").exec(text)?.[1]);
  return kB === null ? null : kB * 1_024;
}

function numberOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

/** Percent of all cores together between two looks; nothing when no time has passed. */
export function cpuBetween(
  before: CpuTicks,
  now: CpuTicks,
): Pick<SystemFigures, "cpu_usage" | "cpu_user" | "cpu_system" | "cpu_idle"> {
  const user = now.user - before.user;
  const system = now.system - before.system;
  const idle = now.idle - before.idle;
  const total = user + system + idle;
  if (total <= 0) return {};
  const percent = (part: number) => Math.round(part / total * 10_000) / 100;
  return {
    cpu_usage: percent(user + system),
    cpu_user: percent(user),
    cpu_system: percent(system),
    cpu_idle: percent(idle),
  };
}
