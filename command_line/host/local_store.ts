import type { Command } from "commander";
import type { CommandLine, SettingsFlags } from "../command_line.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { visible } from "../terminal/visible.ts";

/** Options of a command that works on the data folder itself. */
export type LocalOptions = SettingsFlags & { readonly json?: true };

/** Adds `--data-dir`, `--config` and `--json`. */
export function localOptions(command: Command, cli: CommandLine): void {
  cli.settingsOptions(command, ["dataDir"]).option("--json", cli.texts.options.json);
}

/**
 * Opens something in the data folder that flags, environment or config file name, uses it, and closes it. The
 * store's own words name what is in the way: the folder, the disk, a name that is taken. A folder in which no control
 * host has ever been is most likely another one than was meant: with `begins` that is said, otherwise it is refused.
 */
export async function withLocal<T extends { close(): void | Promise<void> }>(
  cli: CommandLine,
  flags: SettingsFlags,
  open: (dataDir: string) => Promise<T>,
  use: (store: T) => Promise<number>,
  { begins = false }: { readonly begins?: boolean } = {},
): Promise<number> {
  const loaded = await cli.settings(flags);
  if (!loaded.ok) throw usageFailure(loaded.problems.join("\n"));
  const { dataDir } = loaded.settings;
  if (!(await cli.host.hasData?.(dataDir) ?? true)) {
    const { localFolder: words } = cli.texts;
    const folder = visible(dataDir);
    if (!begins) throw new CommandFailure(words.noData(folder), words.nameIt);
    cli.console.warn(words.begun(folder));
  }
  const store = await explained(open(dataDir), cli);
  try {
    return await explained(use(store), cli);
  } finally {
    await store.close();
  }
}

/** Does something to a data folder; what is in the way is told in one line, with exit code 1. */
export async function explained<T>(work: Promise<T>, { console }: CommandLine): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof CommandFailure) throw cause;
    throw new CommandFailure(
      console.sentence(cause instanceof Error ? cause.message : String(cause)),
    );
  }
}
