import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import type { CommandLineHost } from "./host.ts";
import type { Texts } from "./texts.ts";
import { visible } from "./visible.ts";

type Colour = "green" | "amber" | "red" | "blue" | "grey";

const ANSI: Readonly<Record<Colour, string>> = {
  green: "32",
  amber: "33",
  red: "31",
  blue: "34",
  grey: "90",
};

/** Every state has a colour, a sign and a word, so that it is understood without seeing the colour. */
const LOOKS: Readonly<Record<string, readonly [Colour, string]>> = {
  queued: ["grey", "…"],
  sent: ["blue", "→"],
  acknowledged: ["blue", "→"],
  running: ["blue", "▶"],
  completed: ["green", "✔"],
  failed: ["red", "✘"],
  timed_out: ["red", "✘"],
  cancelled: ["grey", "–"],
  unknown: ["amber", "?"],
  online: ["green", "●"],
  stale: ["amber", "◐"],
  offline: ["red", "✘"],
  never_seen: ["grey", "○"],
  idle: ["green", "○"],
  error: ["red", "✘"],
  partial: ["amber", "◐"],
  starting: ["blue", "…"],
  restarting: ["amber", "↻"],
  coolingDown: ["red", "✘"],
  stopping: ["grey", "–"],
  stopped: ["grey", "–"],
};

/** Where results are printed: words, states and tables, in one language, coloured on a terminal. */
export class Console {
  readonly #host: CommandLineHost;
  readonly texts: Texts;

  constructor(host: CommandLineHost, texts: Texts) {
    this.#host = host;
    this.texts = texts;
  }

  get terminal(): boolean {
    return this.#host.terminal;
  }

  line(text: string): void {
    this.#host.out(`${text}\n`);
  }

  /** As it is, for what redraws itself. */
  raw(text: string): void {
    this.#host.out(text);
  }

  warn(text: string): void {
    this.#host.err(`${text}\n`);
  }

  /** For programs. What could steer a terminal is written as an escape. */
  json(value: unknown): void {
    const unsafe = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
    this.line(JSON.stringify(value, null, 2).replace(unsafe, escape));
  }

  /** `✔ completed`, coloured where colour is shown. */
  state(name: string): string {
    const [colour, sign] = LOOKS[name] ?? ["grey", "·"];
    return this.#paint(colour, `${sign} ${this.texts.states[name] ?? visible(name)}`);
  }

  /** Columns without lines around them. The last column is wrapped to the width of the terminal. */
  table(heads: readonly string[], rows: readonly (readonly string[])[]): void {
    this.line(this.tableText(heads, rows));
  }

  tableText(heads: readonly string[], rows: readonly (readonly string[])[]): string {
    const table = new Table({
      head: heads.map((head) => this.#paint("grey", head)),
      style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 2 },
      chars: NO_LINES,
      wordWrap: true,
      colWidths: this.#widths(heads, rows),
    });
    table.push(...rows.map((row) => [...row]));
    return table.toString().replace(/[ \t]+$/gm, "");
  }

  #widths(heads: readonly string[], rows: readonly (readonly string[])[]): (number | null)[] {
    if (!this.terminal) return [];
    const columns = heads.map((_, column) => [heads, ...rows].map((row) => row[column] ?? ""));
    const wanted = columns.map((cells) =>
      cells.reduce((most, cell) => Math.max(most, widthOf(cell)), 0) + 2
    );
    const others = wanted.slice(0, -1).reduce((sum, width) => sum + width, 0);
    const left = Math.max(20, this.#host.columns - others);
    return wanted.map((width, i) => i === wanted.length - 1 ? Math.min(width, left) : width);
  }

  #paint(colour: Colour, text: string): string {
    if (!this.terminal || this.#host.env.NO_COLOR) return text;
    return `\u001b[${ANSI[colour]}m${text}\u001b[39m`;
  }
}

const NO_LINES = Object.fromEntries(
  ["top", "bottom", "mid", "left", "right"]
    .flatMap((side) => [side, ...["mid", "left", "right"].map((part) => `${side}-${part}`)])
    .concat("middle")
    .map((name) => [name, ""]),
);

/** Columns that a text takes: wide characters (Korean, Chinese, Japanese) take two. */
export function widthOf(text: string): number {
  const plain = stripVTControlCharacters(text);
  const wide = plain.match(
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/g,
  );
  return [...plain].length + (wide?.length ?? 0);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
