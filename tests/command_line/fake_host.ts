import type { CommandLineHost, LocalTokens, TokenRow } from "../../command_line/host.ts";
import { runCommandLine } from "../../command_line/program.ts";
import type { Settings, SettingsOutcome } from "../../command_line/settings.ts";
import { FakeApi } from "./fake_api.ts";

/** The hour that every test begins at. */
export const NOW = Date.parse("2026-03-01T09:30:00.000Z");

/** What a command did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A process around the command line that keeps what is printed; time passes only when somebody sleeps. */
export class FakeHost {
  readonly api = new FakeApi();
  readonly env: Record<string, string> = { SIGNALBOX_TOKEN: "sbx_of_the_test" };
  readonly files = new Map<string, string>();
  readonly tokens: TokenRow[] = [];
  readonly openedFolders: string[] = [];
  readonly started: Settings[] = [];
  readonly rereads: SettingsOutcome[] = [];
  terminal = false;
  columns = 100;
  locale = "en-GB";
  now = NOW;
  closedTokens = 0;

  async run(...args: readonly string[]): Promise<Ran> {
    let out = "";
    let err = "";
    const host: CommandLineHost = {
      start: async (settings, reread) => {
        this.started.push(settings);
        this.rereads.push(await reread());
        return 0;
      },
      openTokens: (dataDir) => this.#openTokens(dataDir),
      env: this.env,
      readTextFile: (path) => this.#read(path),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      terminal: this.terminal,
      columns: this.columns,
      locale: this.locale,
      version: "9.8.7",
      fetch: (request) => this.api.fetch(request),
      clock: {
        now: () => this.now,
        sleep: (ms) => {
          this.now += ms;
          this.api.pass(ms);
          return Promise.resolve();
        },
      },
    };
    const code = await runCommandLine(args, host);
    return { code, out, err };
  }

  #read(path: string): Promise<string> {
    const content = this.files.get(path);
    if (content !== undefined) return Promise.resolve(content);
    return Promise.reject(new Error("No such file"));
  }

  #openTokens(dataDir: string): Promise<LocalTokens> {
    this.openedFolders.push(dataDir);
    if (dataDir === "/forbidden") return Promise.reject(new Error("The data folder is not ours."));
    return Promise.resolve({
      create: (draft) => this.#createToken(draft),
      list: () => Promise.resolve(this.tokens),
      revoke: (id) => {
        const at = this.tokens.findIndex((token) => token.id === id);
        if (at >= 0) this.tokens.splice(at, 1);
        return Promise.resolve(at >= 0);
      },
      close: () => void this.closedTokens++,
    });
  }

  #createToken(draft: Parameters<LocalTokens["create"]>[0]): ReturnType<LocalTokens["create"]> {
    if (this.tokens.some(({ name }) => name === draft.name)) {
      return Promise.reject(new Error(`a token named ${draft.name} exists`));
    }
    const id = `tok_${this.tokens.length + 1}`;
    const token: TokenRow = { ...draft, id, createdAt: this.now, lastUsedAt: null };
    this.tokens.push(token);
    return Promise.resolve({ secret: "sbx_the_secret", token });
  }
}
