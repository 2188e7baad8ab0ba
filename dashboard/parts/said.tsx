import { said } from "../words/sentence.ts";

/** What the control host says of something, in the language of the page; what stays English there is marked so. */
export function Said({ children: text }: { readonly children: string }) {
  const { text: shown, known } = said(text);
  const isKorean = known || HANGUL.test(shown);
  return <span dir="auto" lang={isKorean ? undefined : "en"}>{shown}</span>;
}

/** A device may have said it, in its own language. */
const HANGUL = /\p{Script=Hangul}/u;
