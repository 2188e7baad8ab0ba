import type { ApiClient } from "../../api/api_client.ts";
import { findDisplay } from "../../api/find.ts";
import { CommandFailure, usageFailure } from "../../failure.ts";
import { parseDurationBetween } from "../../terminal/durations.ts";
import type { Texts } from "../../texts/texts.ts";
import { visible } from "../../terminal/visible.ts";

/** As far as the API takes them. */
const OFFSETS = ["0ms", "10m"] as const;

/** What a display is to execute, as the API takes it. */
export interface WantedCommand {
  readonly displayId: number;
  readonly command: string;
  readonly offsetMs?: number;
}

/** What was typed of the displays of a preset. */
export interface TypedCommands {
  readonly on?: readonly string[];
  readonly off?: readonly string[];
  readonly offset?: readonly string[];
}

/** A display as it was typed, and what belongs to it. */
interface Pair {
  readonly display: string;
  readonly word: string;
}

/** What was typed, taken apart. */
interface Changes {
  readonly on: readonly Pair[];
  readonly off: readonly string[];
  readonly offset: readonly Pair[];
}

/** Takes apart what was typed; half a pair is refused before anything is asked. */
export function changesOf(
  { on = [], off = [], offset = [] }: TypedCommands,
  texts: Texts,
): Changes {
  return {
    off,
    on: on.map((typed) => pairOf(typed, texts.pairExpected)),
    offset: offset.map((typed) => pairOf(typed, texts.offsetExpected)),
  };
}

/** The first `=` ends the display's name: command lines have more of them than names. */
function pairOf(typed: string, expected: (got: string) => string): Pair {
  const at = typed.indexOf("=");
  const [display, word] = [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
  if (at > 0 && display !== "" && word !== "") return { display, word };
  throw usageFailure(expected(visible(typed)));
}

/** The commands of a preset: what there was, with what `--on`, `--off` and `--offset` make of it. */
export async function commandsOf(
  api: ApiClient,
  before: readonly WantedCommand[],
  { on, off, offset }: Changes,
  texts: Texts,
): Promise<readonly WantedCommand[]> {
  const commands = new Map(before.map((each) => [each.displayId, each]));
  const placed = await place(api, commands, on, texts);
  await leaveOut(api, commands, placed, off, texts);
  for (const { display, word } of offset) {
    const offsetMs = parseDurationBetween("--offset", word, OFFSETS, texts);
    const { id, name } = await findDisplay(api, display, texts);
    const wanted = commands.get(id);
    if (wanted === undefined) throw unplaced(visible(name), before.length === 0, texts);
    commands.set(id, { ...wanted, offsetMs });
  }
  return [...commands.values()];
}

/** Gives displays their command lines, and answers which. One that had a line keeps its offset. */
async function place(
  api: ApiClient,
  commands: Map<number, WantedCommand>,
  on: readonly Pair[],
  texts: Texts,
): Promise<ReadonlySet<number>> {
  const placed = new Set<number>();
  for (const { display, word: command } of on) {
    const { id, name } = await findDisplay(api, display, texts);
    if (placed.has(id)) throw usageFailure(texts.twiceInPreset(visible(name)));
    placed.add(id);
    commands.set(id, { ...commands.get(id), displayId: id, command });
  }
  return placed;
}

async function leaveOut(
  api: ApiClient,
  commands: Map<number, WantedCommand>,
  placed: ReadonlySet<number>,
  off: readonly string[],
  texts: Texts,
): Promise<void> {
  for (const typed of off) {
    const { id, name } = await findDisplay(api, typed, texts);
    if (placed.has(id)) throw usageFailure(texts.edits.bothWays("--on", "--off", visible(name)));
    if (commands.delete(id)) continue;
    throw new CommandFailure(texts.edits.notInPreset("--off", visible(name)));
  }
}

/** In a new preset it was typed wrongly; in one that is edited it may have been there before. */
function unplaced(display: string, isNew: boolean, texts: Texts): CommandFailure {
  if (isNew) return usageFailure(texts.offsetUnplaced(display));
  return new CommandFailure(texts.edits.notInPreset("--offset", display));
}
