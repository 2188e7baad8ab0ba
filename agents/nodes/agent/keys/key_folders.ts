import type { ContainerEngine, ContainerFacts } from "../container_engine.ts";
import { CommandFailed } from "../commands/command.ts";

/** A folder of a chain inside a container: its keys, and its name in the network of peers. */
export interface ChainFolder {
  /** `/data`: what `--base-path` says. */
  readonly base: string;
  /** `chains/creditcoin3`, below the base. */
  readonly chain: string;
}

/** Where nodes keep their chains. */
export interface KeyFolderOptions {
  readonly engine: ContainerEngine;
  /** Base paths by container, where the container's command line does not tell. */
  readonly basePaths?: Readonly<Record<string, string>>;
  /** Chains by container (names of folders below `chains`): needed to back up a node that does not run. */
  readonly chains?: Readonly<Record<string, readonly string[]>>;
}

/** Where images keep their chain when nobody tells them. */
const DEFAULT_BASE = "/data";
const PLAIN_NAME = /^[\w][\w.-]{0,127}$/;
/** Key files are called by their kind, four letters in hex, and the public key. */
const KEY_FILE = /^([0-9a-f]{8})[0-9a-f]{64,}$/;
const LIST_MS = 10_000;

/** Finds the folders of keys inside containers. */
export class KeyFolders {
  readonly #options: KeyFolderOptions;

  constructor(options: KeyFolderOptions) {
    this.#options = options;
  }

  /** Where a container keeps everything. */
  baseOf({ name, argv }: ContainerFacts): string {
    const own = ownOf(this.#options.basePaths, name) ?? basePathIn(argv) ?? DEFAULT_BASE;
    return own.length > 1 && own.endsWith("/") ? own.slice(0, -1) : own;
  }

  /**
   * The chains of a container: by the settings, or by what is there.
   *
   * @throws {CommandFailed} when there is none, or when it cannot be found out as the container does not run
   */
  async chains(facts: ContainerFacts, signal?: AbortSignal): Promise<readonly ChainFolder[]> {
    const base = this.baseOf(facts);
    const named = ownOf(this.#options.chains, facts.name);
    const names = named ?? await this.#list(facts, `${base}/chains`, signal);
    if (names.length > 0) return names.map((name) => ({ base, chain: `chains/${name}` }));
    throw new CommandFailed(`${facts.name} has no chain in ${base}/chains: set its base path`);
  }

  /** The kinds of keys in the keystores of a container, in four letters each. */
  async keyTypes(facts: ContainerFacts, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const types = new Set<string>();
    for (const { base, chain } of await this.chains(facts, signal)) {
      for (const file of await this.#list(facts, `${base}/${chain}/keystore`, signal)) {
        const [, hex] = KEY_FILE.exec(file) ?? [];
        if (hex !== undefined) types.add(lettersOf(hex));
      }
    }
    return types;
  }

  async #list(facts: ContainerFacts, folder: string, signal?: AbortSignal) {
    if (facts.state !== "running") {
      const look =
        "so its folders cannot be looked at: start it, or name its chains in the settings";
      throw new CommandFailed(`${facts.name} is not running (${facts.status}), ${look}`);
    }
    const limits = { timeoutMs: LIST_MS, ...(signal === undefined ? {} : { signal }) };
    const { engine } = this.#options;
    const { exitCode, stdout } = await engine.exec(facts.name, ["ls", "-1", folder], limits);
    return exitCode === 0 ? stdout.split("\n").filter((name) => PLAIN_NAME.test(name)) : [];
  }
}

function ownOf<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** `--base-path /data`, `--base-path=/data` or `-d /data`, also inside a line that is handed to a shell. */
function basePathIn(argv: readonly string[]): string | undefined {
  const line = argv.join(" ");
  return /(?:^|\s)(?:--base-path[= ]|-d )\s*["']?(\/[\w./-]*)/.exec(line)?.[1];
}

function lettersOf(hex: string): string {
  return (hex.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16)))
    .join("");
}
