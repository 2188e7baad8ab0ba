import type { Posting } from "./posting.ts";

type Word = "opened" | "openedCritical" | "acknowledged" | "resolved" | "reminder";

const WORDS: Readonly<Record<Posting["language"], Readonly<Record<Word, string>>>> = {
  en: {
    opened: "Warning",
    openedCritical: "CRITICAL",
    acknowledged: "Acknowledged",
    resolved: "Resolved",
    reminder: "Still open",
  },
  ko: {
    opened: "경고",
    openedCritical: "심각",
    acknowledged: "확인함",
    resolved: "해결됨",
    reminder: "아직 열려 있음",
  },
};

/** A word in front of a notice, by which a reader knows whether to get up; empty where the text says it all. */
export function headingOf({ kind, alert, language }: Posting): string {
  const words = WORDS[language];
  if (kind === "opened") {
    return alert?.severity === "critical" ? words.openedCritical : words.opened;
  }
  return kind === "acknowledged" || kind === "resolved" || kind === "reminder" ? words[kind] : "";
}

/** The whole of a posting in plain text. */
export function plainText(posting: Posting): string {
  const heading = headingOf(posting);
  return heading === "" ? posting.text : `${heading}: ${posting.text}`;
}
