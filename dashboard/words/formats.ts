import { language } from "./language.ts";

const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/**
 * A date in the language of the page. `toLocaleString` makes its rules anew for each call, which costs more than
 * everything else in a row of a table.
 */
export function dateText(at: Date, options: Intl.DateTimeFormatOptions): string {
  const key = `${language.value} ${JSON.stringify(options)}`;
  return remember(dates, key, () => new Intl.DateTimeFormat(language.value, options)).format(at);
}

/** A number with the separators that people here use. */
export function numberText(amount: number): string {
  const { value } = language;
  return remember(numbers, value, () => new Intl.NumberFormat(value)).format(amount);
}

function remember<T>(made: Map<string, T>, key: string, make: () => T): T {
  const known = made.get(key);
  if (known !== undefined) return known;
  const one = make();
  made.set(key, one);
  return one;
}
