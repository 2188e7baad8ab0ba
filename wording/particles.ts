/** Particles of which one follows a vowel and the other a consonant, as a sentence writes both. */
const BOTH = /([\p{Script=Hangul}\d])([”’")\]]?)(이\(가\)|을\(를\)|은\(는\)|\(으\)로|이\(라\))/gu;
const AFTER_CONSONANT: Readonly<Record<string, string>> = {
  "이(가)": "이",
  "을(를)": "을",
  "은(는)": "은",
  "(으)로": "으로",
  "이(라)": "이라",
};
const AFTER_VOWEL: Readonly<Record<string, string>> = {
  "이(가)": "가",
  "을(를)": "를",
  "은(는)": "는",
  "(으)로": "로",
  "이(라)": "라",
};
/** Digits that are read with a consonant at their end: 영, 일, 삼, 육, 칠, 팔. */
const CONSONANT_DIGITS = "013678";
/** Syllables of Hangul stand in order: 28 by the consonant at their end, and the first has none. */
const FIRST_SYLLABLE = 0xac00;
const ENDINGS = 28;
/** The ending ㄹ, after which a way or a means takes the short form. */
const RIEUL = 8;

/**
 * Chooses the particle for the word that was put before it, where one can know how that is read: `Display_01이` for
 * `Display_01이(가)`. Behind other scripts both stay.
 */
export function withParticles(text: string): string {
  return text.replace(BOTH, (_, last: string, quote: string, particle: string) => {
    const long = endsInConsonant(last, particle === "(으)로");
    return last + quote + ((long ? AFTER_CONSONANT : AFTER_VOWEL)[particle] ?? particle);
  });
}

function endsInConsonant(last: string, rieulCounts: boolean): boolean {
  if (/\d/.test(last)) {
    return rieulCounts ? "036".includes(last) : CONSONANT_DIGITS.includes(last);
  }
  const ending = ((last.codePointAt(0) ?? 0) - FIRST_SYLLABLE) % ENDINGS;
  return ending !== 0 && !(rieulCounts && ending === RIEUL);
}
