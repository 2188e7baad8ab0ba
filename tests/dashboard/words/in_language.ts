import { type Language, language } from "../../../dashboard/words/language.ts";

/** What is read while the page is in a language; it is in its own again afterwards. */
export function inLanguage<T>(wanted: Language, read: () => T): T {
  const before = language.value;
  language.value = wanted;
  try {
    return read();
  } finally {
    language.value = before;
  }
}

/** What is read while the page is in Korean. */
export function inKorean<T>(read: () => T): T {
  return inLanguage("ko", read);
}
