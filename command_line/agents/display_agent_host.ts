import type { Settings } from "../settings/settings_table.ts";

/** What `signalbox agent display` was told. */
export interface DisplayAgentSettings extends Pick<Settings, "logLevel" | "logFormat"> {
  /** `http://` or `https://`, without a path. */
  readonly server: string;
  /** Null: the machine's own. */
  readonly name: string | null;
  /** Null: the one used towards the server. */
  readonly address: string | null;
  readonly stateDir: string;
  /** When a command line goes to the system's shell. */
  readonly shell: "auto" | "always" | "never";
  /** File names, paths, and folders with a slash behind them. Null: every program. */
  readonly allow: readonly string[] | null;
  /** The control host may restart this machine, and shut it down. */
  readonly allowPower: boolean;
}

/** A display agent that runs. */
export interface RunningDisplayAgent {
  readonly name: string;
  /** Programs that were found running. */
  readonly running: number;
  /** Resolves when nothing that it has started is left. */
  stop(): Promise<void>;
}
