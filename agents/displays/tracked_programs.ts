import type { StopRule } from "./display_build.ts";
import { imageNameOf, type ProcessTable } from "./process_table.ts";

/** A program that the device believes it started. */
export interface TrackedProgram {
  readonly pid: number;
  readonly image: string;
  readonly presetId: unknown;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** What C3 looks for when it is to stop something. */
const UNREAL_PROGRAMS = ["MyProject.exe", "UnrealEditor.exe", "UE4Editor.exe", "UE5Editor.exe"];

/** Which programs a device knows of, and how it ends them. Bounded by the process table. */
export class TrackedPrograms {
  readonly #processes: ProcessTable;
  readonly #rule: StopRule;
  readonly #tracked = new Map<unknown, TrackedProgram>();

  constructor(processes: ProcessTable, rule: StopRule) {
    this.#processes = processes;
    this.#rule = rule;
  }

  track(pid: number, command: string, presetId: unknown, startedAt: number): void {
    const program = { pid, image: imageNameOf(command), presetId, startedAt };
    this.#tracked.set(this.#keyOf(program), program);
  }

  living(): readonly TrackedProgram[] {
    return [...this.#tracked.values()].filter(({ pid }) => this.#processes.alive(pid));
  }

  /** Those that died since the last look. */
  forgetDead(): readonly TrackedProgram[] {
    const dead = [...this.#tracked].filter(([, { pid }]) => !this.#processes.alive(pid));
    for (const [key] of dead) this.#tracked.delete(key);
    return dead.map(([, program]) => program);
  }

  /** @returns how many programs were ended */
  stop(presetId: unknown): number {
    const stopped = this.#targets(presetId).filter((pid) => this.#processes.kill(pid)).length;
    this.forgetDead();
    return stopped;
  }

  /** At a clean exit. */
  stopAll(): void {
    for (const { pid } of this.#tracked.values()) this.#processes.kill(pid);
    this.#tracked.clear();
  }

  /** T4's table is keyed by file name and the guide's by preset, so a second one hides the first. */
  #keyOf({ pid, image, presetId }: TrackedProgram): unknown {
    if (this.#rule.ends === "imageNames") return image;
    return this.#rule.ends === "preset" ? presetId : pid;
  }

  #targets(presetId: unknown): readonly number[] {
    const tracked = [...this.#tracked.values()];
    switch (this.#rule.ends) {
      case "nothing":
        return [];
      case "imageNames":
        return tracked.flatMap(({ image }) => this.#processes.pidsOf(image));
      case "unreal":
        return UNREAL_PROGRAMS.flatMap((program) => this.#processes.pidsOf(program));
      case "started":
        return tracked.map(({ pid }) => pid);
      case "preset":
        return tracked.filter((program) => program.presetId === presetId).map(({ pid }) => pid);
    }
  }
}
