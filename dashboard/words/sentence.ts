import { inKorean } from "../../wording/in_korean.ts";
import { language } from "./language.ts";

/** What a text comes to in the language of the page. */
export interface Said {
  readonly text: string;
  /** False where it stays as it was said: a device's own words, or an error of the system. */
  readonly known: boolean;
}

/** What the control host says, in the language of the page; as it is where it is no known sentence. */
export function sentence(text: string): string {
  return said(text).text;
}

/** The same, and whether it was known. */
export function said(text: string): Said {
  if (language.value === "en") return { text, known: true };
  const found = inKorean(text);
  return { text: found ?? text, known: text === "" || found !== undefined };
}
