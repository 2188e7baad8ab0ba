import type { CommandLineHost } from "../host/host.ts";

/** As many as anybody goes back through. */
const MOST_LINES = 500;
/** A longer line was pasted, and is not typed again. */
const MAX_LINE_CHARS = 1_024;
/** For its owner alone: it tells what was done to which machine. */
const MODE = 0o600;

/** What may be a secret: tokens, keys, and every line with exec, whose command line holds a password more often than not. */
const SECRET = /\bsbx_|--token\b|0x[0-9a-f]{16}|\bexec\b/i;

/** Where lines are kept: `SIGNALBOX_HISTORY`, else the home folder; undefined: nowhere. */
export function historyPath(env: CommandLineHost["env"]): string | undefined {
  const { SIGNALBOX_HISTORY: chosen, HOME, USERPROFILE } = env;
  if (chosen !== undefined) return chosen || undefined;
  const home = HOME || USERPROFILE;
  return home ? `${home}/.signalbox_history` : undefined;
}

/** Lines of earlier consoles, newest first; none where there is no file yet. */
export async function readHistory(host: CommandLineHost, path: string | undefined) {
  if (path === undefined) return [];
  const text = await host.readTextFile(path).catch(() => "");
  return text.split("\n").filter((line) => line !== "").slice(0, MOST_LINES);
}

/** The lines of this console and of earlier ones. What may hold a secret is never written to the file. */
export class History {
  readonly #host: CommandLineHost;
  readonly #path: string | undefined;
  #lines: readonly string[];

  constructor(host: CommandLineHost, path: string | undefined, lines: readonly string[]) {
    this.#host = host;
    this.#path = path;
    this.#lines = lines;
  }

  /** Keeps a line. A file that cannot be written is no reason to disturb anybody. */
  async add(line: string): Promise<void> {
    if (this.#path === undefined || line.length > MAX_LINE_CHARS || SECRET.test(line)) return;
    if (line.includes("\n") || line === this.#lines[0]) return;
    this.#lines = [line, ...this.#lines.filter((earlier) => earlier !== line)].slice(0, MOST_LINES);
    await this.#host.writeTextFile(this.#path, `${this.#lines.join("\n")}\n`, MODE).catch(() => {});
  }
}
