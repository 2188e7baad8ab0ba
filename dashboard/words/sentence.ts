import { language } from "./language.ts";
import { withParticles } from "./particles.ts";
import { CHANNEL_SENTENCES } from "./sentences/channels.ts";
import { COMMAND_SENTENCES } from "./sentences/commands.ts";
import { MEMBER_SENTENCES } from "./sentences/members.ts";
import { NOTE_SENTENCES, TRANSPORT_SENTENCES } from "./sentences/notes.ts";
import { REFUSAL_SENTENCES } from "./sentences/refusals.ts";
import { REQUEST_SENTENCES } from "./sentences/requests.ts";
import { LIBRARY_SENTENCES, RULE_SENTENCES } from "./sentences/rules.ts";
import { valueWord } from "./sentences/values.ts";

/**
 * A sentence of the control host in both languages. `{}` stands for what it has put in: in the Korean one in the same
 * order, or by number as `{1}`; `{1:role}` where it is one of a set that has words, as `sentences/values.ts` has them.
 */
export type SentencePair = readonly [english: string, korean: string];

/** Every sentence that is known. The control host keeps its sentences in English, in histories of years as well. */
export const SENTENCES: readonly SentencePair[] = [
  ...MEMBER_SENTENCES,
  ...COMMAND_SENTENCES,
  ...REFUSAL_SENTENCES,
  ...REQUEST_SENTENCES,
  ...RULE_SENTENCES,
  ...NOTE_SENTENCES,
  ...CHANNEL_SENTENCES,
];

/** What libraries say through the control host. */
const BORROWED: readonly SentencePair[] = [...LIBRARY_SENTENCES, ...TRANSPORT_SENTENCES];

/** What a text comes to in the language of the page. */
export interface Said {
  readonly text: string;
  /** False where it stays as it was said: a device's own words, or an error of the system. */
  readonly known: boolean;
}

/** A sentence has no more; longer texts are a device's output. */
const MOST_CHARS = 1_000;
/** Texts that are remembered: those of the largest fleet's pages, several times. */
const MOST_REMEMBERED = 2_000;
/** A sentence may hold another, as a refusal holds its reason. */
const MOST_NESTED = 3;

const remembered = new Map<string, Said>();

/** What the control host says, in the language of the page; as it is where it is no known sentence. */
export function sentence(text: string): string {
  return said(text).text;
}

/** The same, and whether it was known. */
export function said(text: string): Said {
  if (language.value === "en") return { text, known: true };
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const found = inKorean(text, 0);
  const result = { text: found ?? text, known: text === "" || found !== undefined };
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, result);
  return result;
}

function inKorean(text: string, depth: number): string | undefined {
  if (text.length > MOST_CHARS || depth > MOST_NESTED) return undefined;
  const { whole, patterns } = tables ??= tablesOf([...SENTENCES, ...BORROWED]);
  const same = whole.get(text);
  if (same !== undefined) return same;
  for (const { pattern, korean } of patterns) {
    const [found, ...values] = pattern.exec(text) ?? [];
    if (found === undefined) continue;
    let next = 0;
    const filled = korean.replace(/\{(\d?)(?::(\w+))?\}/g, (_, nth: string, set?: string) => {
      const value = values[nth === "" ? next++ : Number(nth) - 1] ?? "";
      return (set && valueWord(set, value)) ?? inKorean(value, depth + 1) ?? value;
    });
    return withParticles(filled);
  }
  return undefined;
}

interface Tables {
  readonly whole: ReadonlyMap<string, string>;
  /** The one that says most first: `{} is offline.` before `{}.` */
  readonly patterns: readonly { readonly pattern: RegExp; readonly korean: string }[];
}

/** Made when somebody reads Korean. */
let tables: Tables | undefined;

function tablesOf(pairs: readonly SentencePair[]): Tables {
  const withValues = pairs.filter(([english]) => english.includes("{}"));
  return {
    whole: new Map(pairs),
    patterns: withValues.toSorted(([a], [b]) => b.length - a.length)
      .map(([english, korean]) => ({ pattern: patternOf(english), korean })),
  };
}

function patternOf(english: string): RegExp {
  const parts = english.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.+?)")}$`, "su");
}
