import type { CameraAgentSettings } from "../../../command_line/agents/agent_host.ts";
import type { DisplayAgentSettings } from "../../../command_line/agents/display_agent_host.ts";
import type {
  AccountRow,
  CommandLineHost,
  LocalAccounts,
  LocalTokens,
  TokenRow,
} from "../../../command_line/host/host.ts";
import type { NodeAgentSettings } from "../../../command_line/agents/node_agent_host.ts";
import type {
  SyncAgentSettings,
  SyncTrialOrder,
  SyncTrialResult,
} from "../../../command_line/agents/sync_agent_host.ts";
import type { DemoHost } from "../../../command_line/demo/host.ts";
import type { DoctorFinding, DoctorOrder } from "../../../command_line/host/doctor_host.ts";
import { runCommandLine } from "../../../command_line/program.ts";
import type { Settings, SettingsOutcome } from "../../../command_line/settings/settings.ts";
import { FakeApi } from "./fake_api.ts";
import { FakeBackups } from "./fake_backups.ts";
import { FakeDownloads } from "./fake_downloads.ts";
import { FakeOldFiles } from "./fake_old_files.ts";
import { FakePrompt } from "./fake_prompt.ts";

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
  /** Files that are no text. */
  readonly pictures = new Map<string, Uint8Array>();
  readonly downloads = new FakeDownloads();
  readonly tokens: TokenRow[] = [];
  readonly accounts: (AccountRow & { readonly password: string })[] = [];
  readonly openedFolders: string[] = [];
  /** Data folders in which no control host has ever been. */
  readonly emptyFolders: string[] = [];
  readonly started: Settings[] = [];
  /** Sync agents that were started, and targets that were tried. */
  readonly syncs: SyncAgentSettings[] = [];
  /** Display agents that were started. */
  readonly displays: DisplayAgentSettings[] = [];
  /** Node agents that were started. */
  readonly nodeAgents: NodeAgentSettings[] = [];
  readonly trials: SyncTrialOrder[] = [];
  trialResult: SyncTrialResult = { ok: true, tookMs: 3 };
  /** What was examined, and what is found then. */
  readonly examinations: DoctorOrder[] = [];
  readonly findings: DoctorFinding[] = [];
  withoutDoctor = false;
  readonly backups = new FakeBackups();
  /** Files of old servers; texts among them are in `files`. */
  readonly oldFiles = new FakeOldFiles((path) => this.#read(path));
  /** The demos of this program; undefined: it has none. */
  demo: DemoHost | undefined;
  /** Camera agents that were started. */
  readonly cameras: CameraAgentSettings[] = [];
  readonly rereads: SettingsOutcome[] = [];
  /** What is typed, where anything is. */
  readonly keyboard = new FakePrompt();
  /** By path: who may read what was written, where that was said. */
  readonly modes = new Map<string, number>();
  terminal = false;
  inputTerminal = false;
  columns = 100;
  locale = "en-GB";
  timeZone = "Asia/Seoul";
  now = NOW;
  /** Each is called once, when the command waits. */
  readonly sleepers: (() => void)[] = [];
  closedTokens = 0;
  closedAccounts = 0;
  /** What comes on standard input. */
  input = "";

  async run(...args: readonly string[]): Promise<Ran> {
    let out = "";
    let err = "";
    const host: CommandLineHost = {
      start: async (settings, reread) => {
        this.started.push(settings);
        this.rereads.push(await reread());
        return 0;
      },
      agents: {
        display: (settings) => {
          this.displays.push(settings);
          return Promise.resolve(0);
        },
        node: (settings) => {
          this.nodeAgents.push(settings);
          return Promise.resolve(0);
        },
        sync: (settings) => {
          this.syncs.push(settings);
          return Promise.resolve(0);
        },
        trySync: (order) => {
          this.trials.push(order);
          return Promise.resolve(this.trialResult);
        },
        camera: (settings) => {
          this.cameras.push(settings);
          return Promise.resolve(0);
        },
      },
      ...(this.withoutDoctor ? {} : { doctor: (order) => this.#examine(order) }),
      ...(this.demo === undefined ? {} : { demo: this.demo }),
      backups: () => Promise.resolve(this.backups.tools),
      movingIn: () => Promise.resolve(this.oldFiles.tools),
      openTrail: (dataDir, kept) => Promise.resolve(this.api.audit.open(dataDir, kept)),
      hasData: (dataDir) => Promise.resolve(!this.emptyFolders.includes(dataDir)),
      openTokens: (dataDir) => this.#openTokens(dataDir),
      openAccounts: (dataDir) => this.#openAccounts(dataDir),
      writeFile: (path, bytes) => {
        if (path.startsWith("/forbidden")) return Promise.reject(new Error("Not ours"));
        this.pictures.set(path, bytes);
        return Promise.resolve();
      },
      openDownload: (place) => Promise.resolve(this.downloads.open(place)),
      readInput: (maxBytes) => Promise.resolve(this.input.slice(0, maxBytes)),
      env: this.env,
      readTextFile: (path) => this.#read(path),
      writeTextFile: (path, text, mode) => {
        this.files.set(path, text);
        if (mode !== undefined) this.modes.set(path, mode);
        return Promise.resolve();
      },
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      terminal: this.terminal,
      inputTerminal: this.inputTerminal,
      openPrompt: (options) => {
        this.keyboard.open(options, (text) => void (out += text));
        return this.keyboard;
      },
      onInterrupt: (run) => this.keyboard.onInterrupt(run),
      columns: this.columns,
      locale: this.locale,
      timeZone: this.timeZone,
      version: "9.8.7",
      fetch: (request) => this.api.fetch(request),
      clock: {
        now: () => this.now,
        sleep: (ms) => {
          this.now += ms;
          this.api.pass(ms);
          this.keyboard.passed();
          this.sleepers.shift()?.();
          return Promise.resolve();
        },
      },
    };
    const code = await runCommandLine(args, host);
    return { code, out, err };
  }

  async *#examine(order: DoctorOrder): AsyncGenerator<DoctorFinding> {
    this.examinations.push(order);
    yield* await Promise.resolve(this.findings);
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

  #openAccounts(dataDir: string): Promise<LocalAccounts> {
    this.openedFolders.push(dataDir);
    if (dataDir === "/forbidden") return Promise.reject(new Error("The data folder is not ours."));
    return Promise.resolve({
      add: (draft) => {
        if (this.accounts.some(({ userName }) => userName === draft.userName)) {
          return Promise.reject(new Error(`an account named ${draft.userName} exists`));
        }
        const id = `acc_${this.accounts.length + 1}`;
        const { password, ...named } = draft;
        const row = { ...named, id, createdAt: this.now, lastLoginAt: null };
        this.accounts.push({ ...row, password });
        return Promise.resolve(row);
      },
      list: () => Promise.resolve(this.accounts.map(({ password: _hidden, ...row }) => row)),
      remove: (account) => {
        const at = this.accounts.findIndex(({ id, userName }) => [id, userName].includes(account));
        const [removed] = at < 0 ? [] : this.accounts.splice(at, 1);
        if (removed === undefined) return Promise.resolve(undefined);
        const { password: _hidden, ...row } = removed;
        return Promise.resolve(row);
      },
      close: () => void this.closedAccounts++,
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
