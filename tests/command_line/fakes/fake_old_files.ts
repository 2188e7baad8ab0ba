import type { MovingInHost } from "../../../command_line/moving_in/moving_in_host.ts";
import type { KeyFolder } from "../../../protocols/moving_in/key_folder.ts";
import type { MovingInFault } from "../../../protocols/moving_in/fault.ts";
import type { OldTables } from "../../../protocols/moving_in/old_tables.ts";

/** A database in which nobody has ever made anything. */
export const NO_TABLES: OldTables = {
  clients: [],
  groups: [],
  group_clients: [],
  presets: [],
  client_power_info: [],
  ip_name_history: [],
  ip_mac_history: [],
};

class Unreadable extends Error {
  constructor(readonly fault: MovingInFault, readonly path: string, readonly detail = "") {
    super(fault);
  }
}

/** What the disk holds of old servers, as a test says. */
export class FakeOldFiles {
  readonly databases = new Map<string, OldTables>();
  readonly folders = new Map<string, KeyFolder>();
  readonly faults = new Map<string, MovingInFault>();
  readonly tools: MovingInHost;

  constructor(readText: (path: string) => Promise<string>) {
    this.tools = {
      kindOf: (path) =>
        Promise.resolve(
          this.databases.has(path) ? "displays" : this.folders.has(path) ? "keys" : "sync",
        ),
      readDatabase: (path) => this.#found(path, this.databases),
      readKeys: (path) => this.#found(path, this.folders),
      readConfig: (path) => readText(path).catch(() => Promise.reject(this.#missing(path))),
      openFolder: ({ dataDir }) => Promise.reject(this.#missing(dataDir)),
      problemOf: (cause) => cause instanceof Unreadable ? cause : undefined,
    };
  }

  #found<T>(path: string, there: ReadonlyMap<string, T>): Promise<T> {
    const found = there.get(path);
    return found === undefined ? Promise.reject(this.#missing(path)) : Promise.resolve(found);
  }

  #missing(path: string): Unreadable {
    return new Unreadable(this.faults.get(path) ?? "missing", path, "said so");
  }
}
