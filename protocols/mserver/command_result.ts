import { cleanTail } from "../text.ts";
import type { WireJson } from "./events.ts";

/** A million characters of output; 10,000 lines of a node's log have two. The end is what people ask for. */
const MAX_TEXT_CHARS = 2 ** 20;
/** The deepest result of any build has two levels. */
const MAX_DEPTH = 16;
/** Values in one result; the largest of any build has some twenty. */
const MAX_VALUES = 10_000;
/** Colours and cursor moves (ECMA-48, section 5.4), which a page cannot show. */
// deno-lint-ignore no-control-regex
const TERMINAL_SEQUENCES = /\u001b\[[0-?]*[ -/]*[@-~]/g;

/** A program's text as it may be shown: the last `maxChars`, without control characters and colours. */
export function plainText(text: string, maxChars: number): string {
  return cleanTail(text.replace(TERMINAL_SEQUENCES, ""), maxChars);
}

/**
 * What a command answered, as it may be kept and shown: texts without control characters, from their end when they
 * are too long; what is nested too deep, or one value too many, is null.
 */
export function boundResult(value: unknown): WireJson {
  const budget = { values: MAX_VALUES, chars: MAX_TEXT_CHARS };
  return bound(value, budget, 0);
}

interface Budget {
  values: number;
  chars: number;
}

function bound(value: unknown, budget: Budget, depth: number): WireJson {
  if (--budget.values < 0 || depth > MAX_DEPTH) return null;
  if (typeof value === "string") return boundText(value, budget);
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.slice(0, budget.values).map((each) => bound(each, budget, depth + 1));
  }
  if (typeof value !== "object" || value === null) return null;
  const entries: [string, WireJson][] = [];
  for (const [key, each] of Object.entries(value)) {
    if (budget.values <= 0) break;
    entries.push([boundText(key, budget), bound(each, budget, depth + 1)]);
  }
  return Object.fromEntries(entries);
}

function boundText(text: string, budget: Budget): string {
  if (budget.chars <= 0) return "";
  const tail = plainText(text, budget.chars);
  budget.chars -= tail.length;
  return tail;
}
