import { signal } from "@preact/signals";

/** The languages that people may choose. */
export type Language = "en" | "ko";

const KEPT_AS = "signalbox.language";

/** The language of the page: as chosen, else the browser's; English where it is not Korean. */
export const language = signal<Language>(chosen() ?? browserLanguage());

/** Chooses for this browser, and for later. */
export function chooseLanguage(wanted: Language): void {
  language.value = wanted;
  localStorage.setItem(KEPT_AS, wanted);
}

/**
 * Makes the words of one place from both languages. The result is called while something is shown, so that it is shown
 * anew in the other language.
 *
 * @example
 * ```ts
 * const words = wordsOf({ hello: "Hello" }, { hello: "안녕하세요" });
 * words().hello;
 * ```
 */
export function wordsOf<T>(english: T, korean: T): () => T {
  return () => language.value === "ko" ? korean : english;
}

function chosen(): Language | undefined {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === "en" || kept === "ko" ? kept : undefined;
}

function browserLanguage(): Language {
  return /^ko\b/i.test(navigator.language) ? "ko" : "en";
}
