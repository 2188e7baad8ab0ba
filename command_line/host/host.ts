import type { Right } from "../../protocols/api/token.ts";
import type { AgentHost } from "../agents/agent_host.ts";
import type { OpenTrail } from "./audit_host.ts";
import type { BackupHost } from "./backup_host.ts";
import type { FindCronProblem } from "../settings/backup.ts";
import type { MovingInHost } from "../moving_in/moving_in_host.ts";
import type { DemoHost } from "../demo/host.ts";
import type { Doctor } from "./doctor_host.ts";
import type { OpenDownload } from "./download_host.ts";
import type { Prompt, PromptOptions } from "../console/prompt.ts";
import type { Settings } from "../settings/settings_table.ts";
import type { SettingsOutcome } from "../settings/settings.ts";

/** What a token on the host itself looks like in a list. Times are epoch milliseconds. */
export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly role: "view" | "operate" | "admin";
  readonly rights: readonly Right[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

/** The tokens in a data folder, opened on the host itself; works while the control host runs. */
export interface LocalTokens {
  /** `secret` is known only here and now. */
  create(
    draft: Pick<TokenRow, "name" | "role" | "rights" | "expiresAt">,
  ): Promise<{ readonly secret: string; readonly token: TokenRow }>;
  list(): Promise<readonly TokenRow[]>;
  /** False when there is no such token. */
  revoke(id: string): Promise<boolean>;
  close(): void | Promise<void>;
}

/** A device account on the host itself. Times are epoch milliseconds. */
export interface AccountRow {
  readonly id: string;
  readonly userName: string;
  readonly email: string | null;
  readonly createdAt: number;
  readonly lastLoginAt: number | null;
}

/** The device accounts in a data folder, opened on the host itself; works while the control host runs. */
export interface LocalAccounts {
  add(
    draft: Pick<AccountRow, "userName" | "email"> & { readonly password: string },
  ): Promise<AccountRow>;
  list(): Promise<readonly AccountRow[]>;
  /** By id, user name or e-mail address; undefined when there is none. */
  remove(account: string): Promise<AccountRow | undefined>;
  close(): void | Promise<void>;
}

/** What the command line needs of the process around it; main.ts hands it in, tests bring their own. */
export interface CommandLineHost {
  /**
   * Runs the control host until it is told to stop; resolves with the exit code. `reread` reads flags,
   * environment and config file once more, for a reload while it runs; `configPath` is where that is.
   */
  start(
    settings: Settings,
    reread: () => Promise<SettingsOutcome>,
    configPath: string | undefined,
  ): Promise<number>;
  /** The device side of this program. Default: it cannot be run. */
  readonly agents?: AgentHost;
  /** Looks for what stops a connection. Default: nobody does. */
  readonly doctor?: Doctor;
  /** Backups on the disk itself. Default: there are none. */
  readonly backups?: () => Promise<BackupHost>;
  /** Files of old servers. Default: they cannot be read. */
  readonly movingIn?: () => Promise<MovingInHost>;
  /** A control host with a simulated fleet. Default: it cannot be run. */
  readonly demo?: DemoHost;
  /** Looks into the chains of a data folder. Default: it cannot be done here. */
  readonly openTrail?: OpenTrail;
  /** Whether there is the data of a control host in a folder. Default: there is. */
  readonly hasData?: (dataDir: string) => Promise<boolean>;
  readonly openTokens: (dataDir: string) => Promise<LocalTokens>;
  readonly openAccounts: (dataDir: string) => Promise<LocalAccounts>;
  /** Loads what reads cron expressions. Default: nobody looks at them before the control host starts. */
  readonly cronReader?: () => Promise<FindCronProblem>;
  readonly env: Readonly<Record<string, string>>;
  readTextFile(path: string): Promise<string>;
  /** Replaces a file whole: a reader finds the old text or the new one. `mode`: who may read it, as for chmod. */
  writeTextFile(path: string, text: string, mode?: number): Promise<void>;
  /** Writes a file that is no text. */
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
  /** Opens a file that a download fills. Default: downloads cannot be kept. */
  readonly openDownload?: OpenDownload;
  /** Standard input as text, to its end or to `maxBytes`. Default: there is none. */
  readonly readInput?: (maxBytes: number) => Promise<string>;
  /** Standard output and standard error; nothing is added to the text. */
  out(text: string): void;
  err(text: string): void;
  /** Whether standard output is a terminal: decides colour and redrawing. */
  readonly terminal: boolean;
  /** Whether standard input is a terminal: decides whether somebody can be asked. Default: no. */
  readonly inputTerminal?: boolean;
  /** Lines from standard input; one prompt at a time. Default: there is no input. */
  readonly openPrompt?: (options: PromptOptions) => Prompt | Promise<Prompt>;
  /** Runs something instead of ending the program when Ctrl+C is pressed; answers the way to undo that. */
  readonly onInterrupt?: (run: () => void) => () => void;
  /** Width of the terminal in characters. */
  readonly columns: number;
  /** IANA name of the time zone that moments are shown in. Default: that of the machine. */
  readonly timeZone?: string;
  /** BCP 47, for example `ko-KR`. */
  readonly locale: string;
  readonly version: string;
  /** Default: the runtime's. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Default: the real clock. */
  readonly clock?: WaitingClock;
}

/** Wall time, and a way to let it pass. */
export interface WaitingClock {
  now(): number;
  sleep(ms: number): Promise<void>;
}
