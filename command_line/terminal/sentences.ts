/** What the control host says, in the language of whoever reads it; a device's own words come back as they are. */
export type WordSentence = (text: string) => string;

/** The control host keeps and says its sentences in English. */
export const AS_SAID: WordSentence = (text) => text;

/** Loads the Korean sentences where Korean is read. Nobody else carries them. */
export async function loadSentences(korean: boolean): Promise<WordSentence> {
  if (!korean) return AS_SAID;
  const { inKorean } = await import("../../wording/in_korean.ts");
  return (text) => inKorean(text) ?? text;
}
