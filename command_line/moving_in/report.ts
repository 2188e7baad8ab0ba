import type { CommandLine } from "../command_line.ts";
import { visible } from "../terminal/visible.ts";
import type { Outcome } from "./carry_out.ts";
import type { Kind, OnConflict, Step, Verdict } from "./step.ts";

/** Something that does not come along as it was: of which kind, where it stands, and why. */
export interface LeftOut {
  readonly kind: Kind;
  readonly place: string;
  readonly text: string;
}

/** What is to come, before anything of it is done. */
export interface Preview {
  readonly kinds: readonly Kind[];
  readonly steps: readonly Step[];
  readonly leftOut: readonly LeftOut[];
  /** Those that were only counted. */
  readonly moreLeftOut: number;
  readonly onConflict: OnConflict;
}

/** Lines of one sort that are shown: a screenful. */
const MAX_LINES = 30;

/** Shows a table of what is to come, and below it what is new, what is different and what is left out. */
export function showPreview(preview: Preview, cli: CommandLine): void {
  const { console, texts: { movingIn: words } } = cli;
  const { what, fresh, added, same, conflict, leftOut } = words.columns;
  const rows = preview.kinds.map((kind) => [
    words.kinds[kind],
    ...VERDICTS.map((verdict) => String(stepsOf(preview, kind, verdict).length)),
    String(preview.leftOut.filter((each) => each.kind === kind).length),
  ]);
  console.table([what, fresh, added, same, conflict, leftOut], rows);
  for (const kind of preview.kinds) showKind(kind, preview, cli);
  if (preview.leftOut.length === 0) return;
  console.line(words.leftOutHead);
  const lines = preview.leftOut.map(({ place, text }) => `  ${visible(place)}: ${visible(text)}`);
  showLines(lines, preview.moreLeftOut, cli);
}

const VERDICTS: readonly Verdict[] = ["new", "added", "same", "conflict"];

function showKind(kind: Kind, preview: Preview, cli: CommandLine): void {
  const { console, texts: { movingIn: words } } = cli;
  const title = words.kinds[kind];
  const news = stepsOf(preview, kind, "new").map(({ name }) => visible(name));
  if (news.length > 0) {
    const shown = news.slice(0, MAX_LINES);
    console.line(words.fresh(title, shown, news.length - shown.length));
  }
  const added = stepsOf(preview, kind, "added");
  showLines(added.map((step) => words.added(title, visible(step.name), whatOf(step, cli))), 0, cli);
  const conflicts = stepsOf(preview, kind, "conflict").map((step) => {
    const decided = step.differs.includes("severalDisplays") ? "byHand" : preview.onConflict;
    return words.conflict(title, visible(step.name), whatOf(step, cli), decided);
  });
  showLines(conflicts, 0, cli);
}

function showLines(lines: readonly string[], more: number, { console, texts }: CommandLine): void {
  for (const line of lines.slice(0, MAX_LINES)) console.line(line);
  const hidden = Math.max(0, lines.length - MAX_LINES) + more;
  if (hidden > 0) console.line(texts.movingIn.more(hidden));
}

function whatOf({ differs }: Step, { texts }: CommandLine): string {
  return differs.map((each) => texts.movingIn.differs[each]).join(", ");
}

function stepsOf({ steps }: Preview, kind: Kind, verdict: Verdict): readonly Step[] {
  return steps.filter((step) => step.kind === kind && step.verdict === verdict);
}

/** The same for programs; `outcome` is null where nothing was to be done, or was not yet. */
export function reportJson(preview: Preview, outcome: Outcome | null) {
  const { steps, leftOut, moreLeftOut, onConflict } = preview;
  return {
    onConflict,
    items: steps.map(({ kind, name, verdict, differs, run }) => ({
      kind,
      name,
      verdict,
      differs,
      change: run !== undefined,
    })),
    leftOut,
    moreLeftOut,
    done: outcome?.done ?? 0,
    failed: outcome?.failed.map(({ step: { kind, name }, reason }) => ({ kind, name, reason })) ??
      [],
    brokenOff: outcome?.brokenOff ?? null,
  };
}
