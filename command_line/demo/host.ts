import type { DemoFault, DemoFaultName, DemoFaultOrder } from "../../protocols/demo/faults.ts";
import type { Settings } from "../settings/settings_table.ts";

/** What `signalbox demo` was told. */
export interface DemoSettings {
  /** Of its control host. The data folder is only used with `keep`. */
  readonly host: Settings;
  /** Displays of a greater fleet, and all else in proportion; null: the usual handful. */
  readonly scale: number | null;
  /** The same for the same fleet and the same faults. */
  readonly seed: number;
  /** Faults come by themselves. */
  readonly faults: boolean;
  /** The data folder stays when the demo ends. */
  readonly keep: boolean;
  /** Divides the times after which a lost member is noticed; for tests. */
  readonly pace: number;
}

/** How many of each kind the fleet has. */
export interface DemoCounts {
  readonly displays: number;
  readonly nodeHosts: number;
  readonly containersPerHost: number;
  readonly syncHosts: number;
  readonly cameras: number;
}

/** Whom the fleet has, by name, in the order in which they are planned. */
export interface DemoNames {
  readonly displays: readonly string[];
  readonly nodeHosts: readonly string[];
  readonly walls: readonly string[];
  readonly cameras: readonly string[];
}

/** What a demo tells while it runs. */
export interface DemoTeller {
  /** Every member was started. */
  ready(members: number): void;
  /** The fleet's process has died, and is started again after `waitMs`. */
  died(reason: string, waitMs: number): void;
  faultBegan(fault: DemoFault): void;
  faultEnded(fault: DemoFault): void;
}

/** A demo that runs. */
export interface RunningDemo {
  /** Where people open it. */
  readonly url: string;
  /** An admin token, made for this demo alone. */
  readonly token: string;
  readonly dataDir: string;
  readonly counts: DemoCounts;
  readonly names: DemoNames;
  /** False: there is no home folder to say in where the control channel is. */
  readonly canBeAsked: boolean;
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** The faults of a demo that runs. Each rejects with an `Error` in plain words. */
export interface DemoFaults {
  /** Of its control host. */
  readonly httpPort: number;
  list(): Promise<readonly DemoFault[]>;
  inject(name: DemoFaultName, order: DemoFaultOrder): Promise<readonly DemoFault[]>;
  /** @param name undefined: all of them */
  clear(name: DemoFaultName | undefined): Promise<readonly DemoFault[]>;
}

/** A control host with a simulated fleet, as the command line needs it. */
export interface DemoHost {
  /** Runs a demo until it is told to stop; resolves with the exit code. */
  run(settings: DemoSettings): Promise<number>;
  /** Is the process of a demo's fleet, until its standard input ends; resolves with the exit code. */
  playFleet(): Promise<number>;
  /** The demos of this user that run. */
  find(): Promise<readonly DemoFaults[]>;
}
