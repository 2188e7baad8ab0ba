import { stripVTControlCharacters } from "node:util";
import type { CommandLineHost } from "../host/host.ts";
import type { Texts } from "../texts/texts.ts";
import type { Printing } from "./printing.ts";
import { GAP } from "./text_columns.ts";
import { visible } from "./visible.ts";

/** The colours of states. */
export type Colour = "green" | "amber" | "red" | "blue" | "grey";

const ANSI: Readonly<Record<Colour, string>> = {
  green: "32",
  amber: "33",
  red: "31",
  blue: "34",
  grey: "90",
};

/** What has states that are called as those of others are, and mean something else. */
export type StateOf = "command" | "stream" | "chain" | "verdict" | "poll" | "broker";

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
  maintenance: ["blue", "⚙"],
  idle: ["green", "○"],
  error: ["red", "✘"],
  partial: ["amber", "◐"],
  skipped: ["amber", "–"],
  missed: ["red", "✘"],
  master: ["green", "●"],
  slave: ["green", "○"],
  free: ["red", "✘"],
  flapping: ["red", "↻"],
  synced: ["green", "✔"],
  degraded: ["amber", "◐"],
  lost: ["red", "✘"],
  starting: ["blue", "…"],
  restarting: ["amber", "↻"],
  coolingDown: ["red", "✘"],
  stopping: ["grey", "–"],
  stopped: ["grey", "–"],
  ok: ["green", "●"],
  streaming: ["green", "▶"],
  connecting: ["amber", "…"],
  stalled: ["red", "◐"],
  containerRunning: ["green", "●"],
  syncing: ["amber", "◐"],
  waiting: ["grey", "…"],
  rotating: ["blue", "▶"],
  verifying: ["blue", "▶"],
  verified: ["green", "✔"],
  notStarted: ["grey", "–"],
  steady: ["green", "●"],
  up: ["green", "●"],
  connected: ["green", "●"],
  down: ["red", "✘"],
};

/** Where results are printed: words, states and tables, in one language, coloured on a terminal. */
export class Console {
  readonly #host: CommandLineHost;
  readonly #printing: Printing;
  readonly texts: Texts;

  constructor(host: CommandLineHost, texts: Texts, printing: Printing) {
    this.#host = host;
    this.#printing = printing;
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

  /** What the control host says, safe to print and in the language of the texts; a device's own words as they are. */
  sentence(text: string): string {
    return visible(this.#printing.sentence(text));
  }

  /** `✔ completed`, coloured where colour is shown. `of`: what is in this state, where that makes it another word. */
  state(name: string, of?: StateOf): string {
    const [colour, sign] = LOOKS[name] ?? ["grey", "·"];
    return this.paint(colour, `${sign} ${this.stateWord(name, of)}`);
  }

  /** The word alone. */
  stateWord(name: string, of?: StateOf): string {
    const { states } = this.texts;
    return states[`${of}.${name}`] ?? states[name] ?? visible(name);
  }

  /**
   * Columns without lines around them, fitted to the terminal. Where they do not fit, the column `spare` is left
   * out, wide ones are made narrower, and the last one is wrapped. `rigid` columns at the front keep their width:
   * moments, each of which would break in the same place.
   */
  table(
    heads: readonly string[],
    rows: readonly (readonly string[])[],
    { spare, rigid = 0 }: { readonly spare?: number | undefined; readonly rigid?: number } = {},
  ): void {
    const tooWide = spare !== undefined && this.terminal &&
      sum(wantedWidths(heads, rows)) > this.#host.columns;
    if (!tooWide) return this.line(this.tableText(heads, rows, rigid));
    const kept = (cells: readonly string[]) => cells.filter((_, column) => column !== spare);
    this.line(this.tableText(kept(heads), rows.map(kept), rigid));
  }

  tableText(heads: readonly string[], rows: readonly (readonly string[])[], rigid = 0): string {
    const wanted = wantedWidths(heads, rows);
    const kept = wanted.slice(0, rigid);
    const widths = this.terminal
      ? [...kept, ...fitted(wanted.slice(rigid), this.#host.columns - sum(kept))]
      : [];
    return this.#printing.columns(heads.map((head) => this.paint("grey", head)), rows, widths);
  }

  /** Coloured where colour is shown. */
  paint(colour: Colour, text: string): string {
    if (!this.terminal || this.#host.env.NO_COLOR) return text;
    return `\u001b[${ANSI[colour]}m${text}\u001b[39m`;
  }
}

/** A sentence in a narrower column is not read any more. */
const MIN_LAST = 24;
/** A name in a narrower column is not recognized. */
const MIN_COLUMN = 12;

function wantedWidths(heads: readonly string[], rows: readonly (readonly string[])[]): number[] {
  return heads.map((head, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? "")), widthOf(head)) + GAP
  );
}

/** Takes from the widest column until the last has room, and gives the last what is left. */
function fitted(wanted: readonly number[], columns: number): number[] {
  const widths = wanted.slice(0, -1);
  const last = wanted.at(-1) ?? 0;
  while (columns - sum(widths) < Math.min(last, MIN_LAST)) {
    const widest = Math.max(...widths);
    if (widest <= MIN_COLUMN) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return [...widths, Math.max(MIN_COLUMN, Math.min(last, columns - sum(widths)))];
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

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
