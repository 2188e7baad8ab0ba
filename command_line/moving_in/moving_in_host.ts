import type { MovingInFault } from "../../protocols/moving_in/fault.ts";
import type { KeyFolder } from "../../protocols/moving_in/key_folder.ts";
import type { OldTables } from "../../protocols/moving_in/old_tables.ts";
import type { Settings } from "../settings/settings_table.ts";

/** A data folder that no control host runs on, opened for this program alone. */
export interface LocalFleet {
  /** Answers as the API of a control host would, for what can be moved in. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** There was nothing in the folder. */
  readonly isNew: boolean;
  close(): Promise<void>;
}

/** What `import` needs of the disk; main.ts hands it in. Nothing of an old server is ever changed. */
export interface MovingInHost {
  /** What a path is: the database of a display server, a folder of session keys, or a SyncGuard's config. */
  kindOf(path: string): Promise<"displays" | "keys" | "sync">;
  readDatabase(path: string): Promise<OldTables>;
  readKeys(folder: string): Promise<KeyFolder>;
  readConfig(path: string): Promise<string>;
  /** Opens a data folder under its lock, so that no control host starts on it meanwhile. */
  openFolder(settings: Pick<Settings, "dataDir" | "maxDisplays">): Promise<LocalFleet>;
  /** Why reading has failed; undefined: through no fault of a file. */
  problemOf(cause: unknown):
    | {
      readonly fault: MovingInFault;
      readonly path: string;
      /** In English, from the machine. */
      readonly detail: string;
    }
    | undefined;
}
