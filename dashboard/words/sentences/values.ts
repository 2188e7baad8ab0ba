import { stateWords } from "../states.ts";
import { tokenWords } from "../tokens.ts";

type Words = Readonly<Record<string, string>>;

const TYPES: Words = {
  string: "문자열",
  number: "숫자",
  int: "정수",
  boolean: "참/거짓",
  array: "목록",
  object: "객체",
  record: "객체",
  null: "null",
};
const SPANS: Words = { second: "초", minute: "분", hour: "시간" };
const KINDS: Words = { group: "그룹", preset: "프리셋" };

/** Sets of values that a sentence may hold, with the words that the pages have for them. */
const SETS: Readonly<Record<string, () => Words>> = {
  command: () => ({ ...stateWords().command, stopped: "중지됨" }),
  stream: () => stateWords().stream,
  role: () => tokenWords().roles,
  right: () => tokenWords().rightNames,
  type: () => TYPES,
  span: () => SPANS,
  kind: () => KINDS,
};

/** The word for a value of a set; undefined: it is none of it. */
export function valueWord(set: string, value: string): string | undefined {
  return SETS[set]?.()[value];
}
