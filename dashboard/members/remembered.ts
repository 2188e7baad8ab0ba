import { type Language, language } from "../words/language.ts";

/**
 * `make`, done once for each item and language: an item never changes, a new one takes its place. A thousand members of
 * whom a few have changed are put into words again for those few.
 */
export function remembered<T extends object, R>(make: (item: T) => R): (item: T) => R {
  const made = new WeakMap<T, { readonly language: Language; readonly result: R }>();
  return (item) => {
    const { value } = language;
    const known = made.get(item);
    if (known?.language === value) return known.result;
    const result = make(item);
    made.set(item, { language: value, result });
    return result;
  };
}
