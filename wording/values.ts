import { COMMAND_STATES, RIGHTS, ROLES, STREAM_STATES } from "./korean_words.ts";

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

const VERBS: Words = { read: "읽지", written: "쓰지" };

/** Sets of values that a sentence may hold. */
const SETS: Readonly<Record<string, Words>> = {
  command: { ...COMMAND_STATES, stopped: "중지됨" },
  stream: STREAM_STATES,
  role: ROLES,
  right: RIGHTS,
  type: TYPES,
  span: SPANS,
  kind: KINDS,
  could: VERBS,
};

/** The Korean word for a value of a set; undefined: it is none of it. */
export function valueWord(set: string, value: string): string | undefined {
  const words = SETS[set];
  return words !== undefined && Object.hasOwn(words, value) ? words[value] : undefined;
}
