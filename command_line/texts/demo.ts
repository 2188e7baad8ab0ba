import type { DemoFaultName } from "../../protocols/demo/faults.ts";
import type { DemoCounts } from "../demo/host.ts";

export { english } from "./demo_english.ts";
export { korean } from "./demo_korean.ts";

/** Things that a demo makes, as an operator would, so that no list is empty. */
export interface DemoSeedTexts {
  readonly groups: readonly [string, string];
  readonly presets: Readonly<Record<"morning" | "loop" | "night", string>>;
  readonly schedules: Readonly<Record<"opening" | "backup" | "look", string>>;
  readonly note: string;
}

/** What `demo` says, in one language. */
export interface DemoTexts {
  readonly about: Readonly<Record<"demo" | "fault" | "clear", string>>;
  readonly options: Readonly<
    Record<"scale" | "faults" | "seed" | "keep" | "list" | "for" | "port", string>
  >;
  readonly fault: string;
  readonly usualScale: string;
  readonly untilCleared: string;
  readonly heads: readonly [fault: string, state: string, what: string];
  /** What each fault does, one line. */
  readonly faults: Readonly<Record<DemoFaultName, string>>;
  readonly seed: DemoSeedTexts;

  readonly title: string;
  readonly labels: Readonly<Record<"open" | "token" | "fleet" | "data", string>>;
  fleet(counts: DemoCounts): string;
  dataGone(folder: string): string;
  dataKept(folder: string): string;
  readonly tryIt: string;
  readonly askForFault: string;
  readonly cannotBeAsked: string;
  readonly comeByThemselves: string;
  readonly ready: string;
  readonly stopping: string;
  readonly stopped: string;

  allStarted(members: number): string;
  readonly seeded: string;
  notDone(reason: string): string;
  died(reason: string, wait: string): string;
  began(name: string, members: string, wait: string | undefined): string;
  ended(name: string): string;
  andOthers(count: number): string;

  readonly noDemo: string;
  readonly startOne: string;
  noDemoAt(port: number): string;
  severalDemos(ports: string): string;
  readonly whichFault: string;
  refused(reason: string): string;
  readonly running: string;
  readonly notRunning: string;
  readonly allClear: string;
  cleared(name: string): string;
  readonly noDemoHere: string;
}
