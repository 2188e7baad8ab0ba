import type { MovingInFault } from "../../protocols/moving_in/fault.ts";
import type { KeyFolder } from "../../protocols/moving_in/key_folder.ts";
import type { OldTables } from "../../protocols/moving_in/old_tables.ts";

/** What `import` needs of the disk; main.ts hands it in. Nothing of an old server is ever changed. */
export interface MovingInHost {
  /** What a path is: the database of a display server, a folder of session keys, or a SyncGuard's config. */
  kindOf(path: string): Promise<"displays" | "keys" | "sync">;
  readDatabase(path: string): Promise<OldTables>;
  readKeys(folder: string): Promise<KeyFolder>;
  readConfig(path: string): Promise<string>;
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
