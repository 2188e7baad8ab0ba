import type { MovingInFault } from "../../protocols/moving_in/fault.ts";
import type { FolderFault } from "../../protocols/moving_in/key_folder.ts";
import type { RemarkReason } from "../../protocols/moving_in/remark.ts";
import type { Difference, Kind, OnConflict } from "../moving_in/step.ts";

/** What the command line says about moving in from old servers, in one language. */
export interface MovingInTexts {
  readonly about: Readonly<Record<"import" | "displays" | "sync" | "keys", string>>;
  readonly arguments: Readonly<Record<"path" | "database" | "configs" | "folder", string>>;
  readonly options: Readonly<
    Record<"dryRun" | "yes" | "onConflict" | "timeZone" | "dataDir", string>
  >;
  readonly columns: Readonly<
    Record<"what" | "fresh" | "added" | "same" | "conflict" | "leftOut", string>
  >;
  readonly kinds: Readonly<Record<Kind, string>>;
  /** Names of what is new, all or the first of them. */
  fresh(kind: string, names: readonly string[], more: number): string;
  added(kind: string, name: string, what: string): string;
  conflict(kind: string, name: string, what: string, decided: OnConflict | "byHand"): string;
  readonly differs: Readonly<Record<Difference, string>>;
  /** The value in question follows, where there is one. */
  readonly remarks: Readonly<Record<RemarkReason, string>>;
  readonly leftOutHead: string;
  more(count: number): string;
  readonly fileFaults: Readonly<Record<FolderFault, string>>;
  others(count: number): string;
  readonly nothingToDo: string;
  readonly dryRun: string;
  readonly agree: string;
  /** What is typed to agree. */
  readonly agreed: readonly string[];
  readonly sayYes: string;
  readonly nothingDone: string;
  progress(done: number, all: number): string;
  done(count: number): string;
  failed(kind: string, name: string, reason: string): string;
  readonly tooManyFailed: string;
  brokenOff(reason: string): string;
  readonly runAgain: string;
  needs(display: string): string;
  badTimeZone(zone: string): string;
  readonly keysNext: string;
  readonly notHere: string;
  /** Where it goes when no control host runs. */
  into(folder: string, isNew: boolean): string;
  /** Two ways were typed at once. */
  readonly oneWay: string;
  /** What is wrong with a path, without a full stop, and what to do about it. */
  readonly problems: Readonly<
    Record<MovingInFault, { readonly wrong: string; readonly next: string }>
  >;
  /** Configs that send to different ports. */
  portsDiffer(ports: string): string;
  readonly oneNamed: string;
  monitorPort(file: string, port: number): string;
}
