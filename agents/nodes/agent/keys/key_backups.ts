import type { AgentLog } from "../../../agent_log.ts";
import type { DeviceClock } from "../../../waits.ts";
import { CommandFailed } from "../commands/command.ts";
import { STOP_GRACE_MS } from "../commands/stop.ts";
import { type ContainerEngine, type ContainerFacts, EngineError } from "../container_engine.ts";
import { type ReadBackup, readBackup, sha256Of, writeWhole } from "./backup_file.ts";
import type { ChainFolder, KeyFolders } from "./key_folders.ts";
import { StoppedNodes } from "./stopped_nodes.ts";
import { readTar, type TarEntry, writeTarGz } from "./tar_entries.ts";

/** A backup that is on the disk, was read back, and is what was read. */
export interface KeyBackup {
  /** `3node0-keys-20250108-143005.tar.gz` */
  readonly file: string;
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly entries: number;
  /** How long the node was down; null when it did not run before. */
  readonly downMs: number | null;
}

/** What backups need. */
export interface KeyBackupNeeds {
  readonly engine: ContainerEngine;
  readonly keyFolders: KeyFolders;
  readonly clock: DeviceClock;
  /** Where they go; made where it is missing, readable for its owner only. */
  readonly folder: string;
}

/** Backs up the keys of nodes. One at a time for each container. */
export class KeyBackups {
  readonly #needs: KeyBackupNeeds;
  readonly #stopped: StoppedNodes;

  constructor(needs: KeyBackupNeeds) {
    const { engine, folder, clock } = needs;
    this.#needs = needs;
    const wait = (ms: number) => new Promise<void>((resolve) => clock.setTimer(ms, resolve));
    this.#stopped = new StoppedNodes(engine, folder, wait);
  }

  /** Starts nodes that an agent before us has stopped for a backup and not started. Never rejects. */
  async recover(log: AgentLog): Promise<void> {
    await this.#stopped.startLeftOvers(log);
  }

  /**
   * Stops the node, reads its keys, starts it at once, and only then writes and checks the file. A node that did not
   * run is left as it is. Names in the archive begin below the base path: it is unpacked there.
   *
   * @throws {CommandFailed} when there is no good backup; it says so too when the node stays down
   */
  async backUp(facts: ContainerFacts): Promise<KeyBackup> {
    const { keyFolders, folder } = this.#needs;
    const chains = await keyFolders.chains(facts);
    // Whatever can fail without the node does so before it is stopped.
    await onDisk(folder, () => Deno.mkdir(folder, { recursive: true, mode: 0o700 }));
    const file = await this.#freeName(facts.name);
    const { entries, downMs } = await this.#readStopped(facts, chains);
    if (!entries.some(({ header }) => header.type === "file" && isKey(header.name))) {
      throw new CommandFailed(`${facts.name} has no key in its keystore: nothing was backed up`);
    }
    const path = `${folder}/${file}`;
    const bytes = await writeTarGz(entries);
    await onDisk(folder, () => writeWhole(path, bytes));
    const read = await this.#readBack(path, entries, await sha256Of(bytes));
    return { file, path, size: read.size, sha256: read.sha256, entries: entries.length, downMs };
  }

  async #readStopped(facts: ContainerFacts, chains: readonly ChainFolder[]) {
    const { engine, clock, folder } = this.#needs;
    if (facts.state !== "running") {
      return { entries: await this.#read(facts, chains), downMs: null };
    }
    await onDisk(folder, () => this.#stopped.note(facts.name));
    const downSince = clock.now();
    let entries: readonly TarEntry[];
    try {
      await engine.stop(facts.name, { graceMs: STOP_GRACE_MS });
      entries = await this.#read(facts, chains);
    } finally {
      await this.#startAgain(facts.name);
    }
    return { entries, downMs: clock.now() - downSince };
  }

  async #startAgain(container: string): Promise<void> {
    try {
      await this.#stopped.startAgain(container);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new CommandFailed(
        `${container} IS DOWN: it was stopped for a backup and does not start again. Start it now. ${why}`,
        cause,
      );
    }
  }

  async #read(facts: ContainerFacts, chains: readonly ChainFolder[]): Promise<readonly TarEntry[]> {
    const entries: TarEntry[] = [];
    for (const chain of chains) {
      entries.push(...await this.#readFolder(facts.name, chain, "keystore"));
      entries.push(...await this.#readFolder(facts.name, chain, "network"));
    }
    return entries;
  }

  /** Nothing where there is no such folder. */
  async #readFolder(container: string, { base, chain }: ChainFolder, name: string) {
    try {
      const path = `${base}/${chain}/${name}`;
      const read = await readTar(await this.#needs.engine.readArchive(container, path));
      return read.map(({ header, bytes }) => ({
        header: { ...header, name: `${chain}/${header.name}` },
        bytes,
      }));
    } catch (cause) {
      if (cause instanceof EngineError && cause.code === "notFound") return [];
      throw cause;
    }
  }

  /** Two backups within a second have different names. */
  async #freeName(container: string): Promise<string> {
    const { folder, clock } = this.#needs;
    const time = new Date(clock.now()).toISOString().replace(/[-:]/g, "").replace("T", "-");
    const first = `${container}-keys-${time.slice(0, 15)}`;
    for (let number = 1;; number++) {
      const file = `${first}${number === 1 ? "" : `-${number}`}.tar.gz`;
      if (!await exists(`${folder}/${file}`)) return file;
    }
  }

  async #readBack(path: string, entries: readonly TarEntry[], sha256: string): Promise<ReadBackup> {
    const read = await readBackup(path);
    const same = read.sha256 === sha256 && read.entries.length === entries.length &&
      entries.every((entry, at) => isSame(entry, read.entries[at]));
    if (same) return read;
    throw new CommandFailed(
      `${path} was read back, and is not what was written: do not rely on it`,
    );
  }
}

function isKey(name: string): boolean {
  return name.includes("/keystore/");
}

function isSame(one: TarEntry, other: TarEntry | undefined): boolean {
  if (other === undefined || one.header.name !== other.header.name) return false;
  if (one.header.type !== other.header.type || one.bytes.length !== other.bytes.length) {
    return false;
  }
  return one.bytes.every((byte, at) => byte === other.bytes[at]);
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return false;
    throw cause;
  }
}

async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandFailed(`The backup cannot be written to ${folder}: ${why}`, cause);
  }
}
