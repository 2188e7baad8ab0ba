/** What JSON can hold. */
export type Fact = null | boolean | number | string | readonly Fact[] | {
  readonly [key: string]: Fact;
};

/** One state of something, by field. */
export type Facts = { readonly [field: string]: Fact };

/**
 * The longest JSON of a field that is kept as it is, in characters: a schedule's work and some hundred lines of a
 * preset fit. A preset for 5,000 displays is a megabyte, and every edit of it would be two.
 */
export const MAX_FIELD_CHARS = 8_192;

/** Said by every line itself. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(["updatedAt", "updatedBy"]);

/** Makes plain facts of two states. Of what was there before and after, only what differs is kept. */
export function trimFacts(
  before: object | null,
  after: object | null,
): { readonly before: Facts | null; readonly after: Facts | null } {
  const one = before && plain(before);
  const other = after && plain(after);
  if (one === null || other === null) {
    return { before: one && shortened(one), after: other && shortened(other) };
  }
  const was: Record<string, Fact> = {};
  const is: Record<string, Fact> = {};
  for (const field of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const [old, now] = difference(one[field], other[field]);
    if (old !== undefined) was[field] = old;
    if (now !== undefined) is[field] = now;
  }
  return { before: shortened(was), after: shortened(is) };
}

function plain(state: object): Facts {
  const facts: Record<string, Fact> = JSON.parse(JSON.stringify(state));
  for (const field of SAID_ELSEWHERE) delete facts[field];
  return facts;
}

/** The two values where they differ; of long lists, the entries that only one of them has. */
function difference(
  old: Fact | undefined,
  now: Fact | undefined,
): readonly [old: Fact | undefined, now: Fact | undefined] {
  if (JSON.stringify(old) === JSON.stringify(now)) return [undefined, undefined];
  if (!Array.isArray(old) || !Array.isArray(now)) return [old, now];
  if (lengthOf(old) <= MAX_FIELD_CHARS && lengthOf(now) <= MAX_FIELD_CHARS) return [old, now];
  return [without(old, now), without(now, old)];
}

function without(entries: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  const known = new Set(others.map((entry) => JSON.stringify(entry)));
  return entries.filter((entry) => !known.has(JSON.stringify(entry)));
}

function shortened(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([field, fact]) => [field, shortenedFact(fact)]),
  );
}

function shortenedFact(fact: Fact): Fact {
  const chars = lengthOf(fact);
  if (chars <= MAX_FIELD_CHARS) return fact;
  return Array.isArray(fact) ? { entries: fact.length, tooLong: chars } : { tooLong: chars };
}

function lengthOf(fact: Fact): number {
  return JSON.stringify(fact).length;
}
