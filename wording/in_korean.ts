import { withParticles } from "./particles.ts";
import type { SentencePair } from "./sentence_pair.ts";
import { BORROWED_SENTENCES, SENTENCES } from "./sentences.ts";
import { valueWord } from "./values.ts";

/** A sentence has no more; longer texts are a device's output. */
const MOST_CHARS = 1_000;
/** Texts that are remembered: those of the largest fleet's pages, several times. */
const MOST_REMEMBERED = 2_000;
/** A sentence may hold another, as a refusal holds its reason. */
const MOST_NESTED = 3;

/** Null: it is no known sentence. */
const remembered = new Map<string, string | null>();

/**
 * What the control host says, in Korean. Undefined where it is no sentence of its own: a device's words, or an error of
 * the system, stay as they were said.
 *
 * @example
 * ```ts
 * inKorean("Heard in time."); // 제때 신호가 왔습니다.
 * ```
 */
export function inKorean(text: string): string | undefined {
  const known = remembered.get(text);
  if (known !== undefined) return known ?? undefined;
  const found = searched(text, 0);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, found ?? null);
  return found;
}

function searched(text: string, depth: number): string | undefined {
  if (text.length > MOST_CHARS || depth > MOST_NESTED) return undefined;
  const { whole, patterns } = tables ??= tablesOf([...SENTENCES, ...BORROWED_SENTENCES]);
  const same = whole.get(text);
  if (same !== undefined) return same;
  for (const { part, pattern, korean } of patterns) {
    if (!text.includes(part)) continue;
    const [found, ...values] = pattern.exec(text) ?? [];
    if (found === undefined) continue;
    let next = 0;
    const filled = korean.replace(/\{(\d?)(?::(\w+))?\}/g, (_, nth: string, set?: string) => {
      const value = values[nth === "" ? next++ : Number(nth) - 1] ?? "";
      return (set && valueWord(set, value)) ?? searched(value, depth + 1) ?? value;
    });
    return withParticles(filled);
  }
  return behindSubject(text, depth) ?? beforeAside(text, depth);
}

/** A sentence about somebody who is named before it, as a rotation names a container. */
function behindSubject(text: string, depth: number): string | undefined {
  const [, subject = "", sentence] = /^(\S+: )(.+)$/su.exec(text) ?? [];
  const korean = sentence === undefined ? undefined : searched(sentence, depth + 1);
  return korean === undefined ? undefined : subject + korean;
}

/** A sentence with somebody else's words in brackets behind it, as the library of the database has its own. */
function beforeAside(text: string, depth: number): string | undefined {
  const [, sentence, aside = ""] = /^([^(]+)( \(.+\))$/su.exec(text) ?? [];
  const korean = sentence === undefined ? undefined : searched(sentence, depth + 1);
  return korean === undefined ? undefined : korean + aside;
}

interface Tables {
  readonly whole: ReadonlyMap<string, string>;
  /** The one that says most first: `{} is offline.` before `{}.` */
  readonly patterns: readonly {
    /** Its longest words, which are looked for first: that is several times as fast. */
    readonly part: string;
    readonly pattern: RegExp;
    readonly korean: string;
  }[];
}

/** Made when somebody reads Korean. */
let tables: Tables | undefined;

function tablesOf(pairs: readonly SentencePair[]): Tables {
  const withValues = pairs.filter(([english]) => english.includes("{}"));
  return {
    whole: new Map(pairs),
    patterns: withValues.toSorted(([a], [b]) => b.length - a.length)
      .map(([english, korean]) => ({
        part: longestOf(english.split("{}")),
        pattern: patternOf(english),
        korean,
      })),
  };
}

function longestOf(parts: readonly string[]): string {
  return parts.reduce((longest, part) => part.length > longest.length ? part : longest, "");
}

function patternOf(english: string): RegExp {
  const parts = english.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.+?)")}$`, "su");
}
