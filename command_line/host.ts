import type { Settings } from "./settings_table.ts";
import type { SettingsOutcome } from "./settings.ts";

/** What a token on the host itself looks like in a list. Times are epoch milliseconds. */
export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly role: "view" | "operate" | "admin";
  readonly rights: readonly ("exec" | "keys" | "payout")[];
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

/** What the command line needs of the process around it; main.ts hands it in, tests bring their own. */
export interface CommandLineHost {
  /**
   * Runs the control host until it is told to stop; resolves with the exit code. `reread` reads flags,
   * environment and config file once more, for a reload while it runs.
   */
  start(settings: Settings, reread: () => Promise<SettingsOutcome>): Promise<number>;
  openTokens(dataDir: string): Promise<LocalTokens>;
  readonly env: Readonly<Record<string, string>>;
  readTextFile(path: string): Promise<string>;
  /** Standard output and standard error; nothing is added to the text. */
  out(text: string): void;
  err(text: string): void;
  /** Whether standard output is a terminal: decides colour and redrawing. */
  readonly terminal: boolean;
  /** Width of the terminal in characters. */
  readonly columns: number;
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
