import type { CommandLine } from "../command_line.ts";
import { didYouMean } from "../terminal/did_you_mean.ts";
import { usageFailure } from "../failure.ts";
import type { FileEntry } from "../settings/settings_file.ts";
import { visible } from "../terminal/visible.ts";

/** One value of a config file, as it would be typed behind a flag. */
export interface FileValue {
  readonly text: string;
  /** `file:line:column`, or as near as the form of the file allows. */
  readonly place: string;
}

/** What the config file of an agent says, by option name. */
export interface AgentFile {
  readonly values: ReadonlyMap<string, FileValue>;
}

/** No file was named. */
export const NO_FILE: AgentFile = { values: new Map() };

/** Reads a text file that somebody has named. Rejects with a usage failure. */
export async function readNamedFile(
  path: string,
  { host, texts }: Pick<CommandLine, "host" | "texts">,
): Promise<string> {
  return await host.readTextFile(path).catch((cause: unknown) => {
    const reason = visible(cause instanceof Error ? cause.message : String(cause));
    throw usageFailure(`${visible(path)}: ${texts.fileUnreadable} (${reason})`);
  });
}

/**
 * The config file of an agent in YAML or JSON: its keys are the options' names (`logLevel`), its values what would
 * stand behind the flag. Rejects with a usage failure with one line for each thing that is wrong.
 */
export async function parseAgentFile(
  path: string,
  content: string,
  names: readonly string[],
  { texts }: Pick<CommandLine, "texts">,
): Promise<AgentFile> {
  // A large library, which an agent that has no file needs not.
  const { parseSettingsFile } = await import("../settings/settings_file.ts");
  const parsed = parseSettingsFile(path, content, texts);
  if (!parsed.ok) throw usageFailure(parsed.problems.join("\n"));
  const problems: string[] = [];
  const values = new Map<string, FileValue>();
  for (const entry of parsed.entries) {
    const text = textOf(entry);
    if (!names.includes(entry.key)) {
      const meant = didYouMean(entry.key, names);
      const hint = meant === undefined ? "" : ` ${texts.didYouMean(meant)}`;
      problems.push(`${entry.keyPlace}: ${visible(entry.key)}: ${texts.unknownSetting}${hint}`);
    } else if (text === undefined) {
      problems.push(`${entry.place}: ${texts.badValue(texts.rules.oneValue, entry.key)}`);
    } else values.set(entry.key, { text, place: `${entry.place}: ${entry.key}` });
  }
  if (problems.length > 0) throw usageFailure(problems.join("\n"));
  return { values };
}

function textOf({ value }: FileEntry): string | undefined {
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
}
