/**
 * A sentence of the control host in both languages. `{}` stands for what it has put in: in the Korean one in the same
 * order, or by number as `{1}`; `{1:role}` where it is one of a set that has words, as `values.ts` has them.
 */
export type SentencePair = readonly [english: string, korean: string];
