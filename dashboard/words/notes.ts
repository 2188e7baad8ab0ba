import { KOREAN_NOTE_KINDS, NOTE_KINDS } from "../../wording/note_kinds.ts";
import { wordsOf } from "./language.ts";
import { orderWord } from "./orders.ts";
import { said, sentence } from "./sentence.ts";
import { stateWords } from "./states.ts";

/** What can happen to a display or on a node host, by the name that its log has for it. */
export const noteWords = wordsOf<Readonly<Record<string, string>>>(NOTE_KINDS, KOREAN_NOTE_KINDS);

/** The word for a line of a log. A change of liveness is named by what it came to. */
export function noteWord(kind: string, detail: string): string {
  const liveness: Readonly<Record<string, string>> = stateWords().liveness;
  const [state = ""] = kind === "liveness" ? detail.split(": ") : [kind];
  return noteWords()[kind] ?? liveness[state] ?? kind;
}

/** What the line says beside its word: what the control host has said is in the language of the page. */
export function noteText(kind: string, detail: string): string {
  if (kind === "liveness") return sentence(detail.slice(detail.indexOf(": ") + 2));
  if (kind === "commandSent") return orderText(detail);
  return newHolder(kind, detail) ?? behindSubject(detail) ?? sentence(detail);
}

function orderText(detail: string): string {
  const [, order = "", preset] = /^(\w+) preset (\d+)$/.exec(detail) ?? [];
  return preset === undefined
    ? detail.replace(/^\w+/, orderWord)
    : partWords().preset(orderWord(order), preset);
}

/** What is said of a masked key, or of an address, that stands before it. */
function behindSubject(detail: string): string | undefined {
  const [, subject = "", text = ""] = BEHIND_SUBJECT.exec(detail) ?? [];
  const { text: worded, known } = said(text);
  return text !== "" && known ? subject + worded : undefined;
}

const BEHIND_SUBJECT = /^(\S+:? )(.+)$/su;

/** Which container it is now, or from where a host is connected now and was before. */
function newHolder(kind: string, detail: string): string | undefined {
  const { container, moved } = partWords();
  const [, id] = kind === "containerStarted" ? /^as (\S+)$/.exec(detail) ?? [] : [];
  if (id !== undefined) return container(id);
  const [, now, before] = kind === "takenOver" ? /^by (\S+), from (\S+)$/.exec(detail) ?? [] : [];
  return now !== undefined && before !== undefined ? moved(now, before) : undefined;
}

const partWords = wordsOf({
  container: (id: string) => `as ${id}`,
  moved: (now: string, before: string) => `by ${now}, from ${before}`,
  preset: (order: string, id: string) => `${order} preset ${id}`,
}, {
  container: (id: string) => `컨테이너 ${id}`,
  moved: (now: string, before: string) => `${before}에서 ${now}(으)로`,
  preset: (order: string, id: string) => `프리셋 ${id} ${order}`,
});
