import { statfs } from "node:fs/promises";
import { cpuBetween, type CpuTicks, type ProcFigures, readProc } from "./proc_figures.ts";
import type { SystemFigures, SystemReader } from "./system_figures.ts";

/** Where the figures come from. */
export interface LinuxSystemOptions {
  readonly hostName: string;
  /** The disk that is reported: the one that holds this path. Default `/`. */
  readonly diskPath?: string;
  /** What `cat` writes for some files; empty when there is none. Default: runs it. */
  readonly cat?: (paths: readonly string[]) => Promise<string>;
}

const FILES = ["/proc/stat", "/proc/meminfo", "/proc/uptime"];

/**
 * Measures a Linux machine. `cat` reads `/proc`, as this program must not do so itself without all permissions. On
 * other systems only the name and the disk are known.
 */
export class LinuxSystem implements SystemReader {
  readonly #options: LinuxSystemOptions;
  readonly #cat: (paths: readonly string[]) => Promise<string>;
  #before: CpuTicks | undefined;
  #model: Promise<string> | undefined;

  constructor(options: LinuxSystemOptions) {
    this.#options = options;
    this.#cat = options.cat ?? runCat;
  }

  async read(): Promise<SystemFigures> {
    this.#model ??= this.#cat(["/proc/cpuinfo"]).then(modelIn);
    const [text, model, disk] = await Promise.all([this.#cat(FILES), this.#model, this.#disk()]);
    const proc = readProc(text);
    return {
      host_name: this.#options.hostName,
      ...(model === "" ? {} : { cpu_model: model }),
      ...this.#cpu(proc),
      ...memoryOf(proc),
      ...disk,
    };
  }

  #cpu({ ticks, cores }: ProcFigures): Partial<SystemFigures> {
    const before = this.#before;
    this.#before = ticks ?? undefined;
    // What is not an Apple processor has one kind of core.
    const kinds = cores === null
      ? {}
      : { cpu_cores: cores, cpu_perf_cores: cores, cpu_eff_cores: 0 };
    if (ticks === null) return kinds;
    return { ...kinds, ...cpuBetween(before ?? { user: 0, system: 0, idle: 0 }, ticks) };
  }

  async #disk(): Promise<Partial<SystemFigures>> {
    try {
      const { blocks, bfree, bavail, bsize } = await statfs(this.#options.diskPath ?? "/");
      const used = blocks - bfree;
      // As df has it: what is kept back for root is neither used nor available.
      const percent = used + bavail === 0 ? 0 : used / (used + bavail) * 100;
      return {
        disk_total: blocks * bsize,
        disk_used: used * bsize,
        disk_available: bavail * bsize,
        disk_percent: Math.round(percent * 100) / 100,
      };
    } catch {
      return {};
    }
  }
}

function memoryOf({ memoryTotal, swapTotal, swapFree, uptime }: ProcFigures) {
  return {
    ...(memoryTotal === null ? {} : { host_memory_total: memoryTotal }),
    ...(swapTotal === null ? {} : { swap_total: swapTotal }),
    ...(swapTotal === null || swapFree === null ? {} : { swap_used: swapTotal - swapFree }),
    ...(uptime === null ? {} : { uptime }),
  };
}

/** `model name : …` of x86; boards with other processors name themselves under `Model`. */
function modelIn(text: string): string {
  return /^(?:model name|Model)\s*: *(.{1,200})$/m.exec(text)?.[1] ?? "";
}

async function runCat(paths: readonly string[]): Promise<string> {
  if (Deno.build.os !== "linux") return "";
  try {
    const quiet = { stdin: "null", stdout: "piped", stderr: "null" } as const;
    const { stdout } = await new Deno.Command("cat", { args: [...paths], ...quiet }).output();
    return new TextDecoder().decode(stdout);
  } catch {
    // No such program, or no permission to run it: then these figures are not known.
    return "";
  }
}
