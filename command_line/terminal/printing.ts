import { isKorean } from "../texts/texts.ts";
import { AS_SAID, loadSentences, type WordSentence } from "./sentences.ts";
import { type DrawColumns, loadColumns, NO_COLUMNS } from "./text_columns.ts";

/** What commands print with. */
export interface Printing {
  readonly columns: DrawColumns;
  readonly sentence: WordSentence;
}

/** For an agent: it prints no tables, and nothing that a control host says. */
export const PLAIN_PRINTING: Printing = { columns: NO_COLUMNS, sentence: AS_SAID };

/** Loads what a command prints with, in the language of `SIGNALBOX_LANG`, else of the locale. */
export async function loadPrinting(
  command: string | undefined,
  language: string | undefined,
  locale: string,
): Promise<Printing> {
  if (command === "agent") return PLAIN_PRINTING;
  const korean = isKorean(language, locale);
  const [columns, sentence] = await Promise.all([loadColumns(), loadSentences(korean)]);
  return { columns, sentence };
}
