import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** Members of one kind by their key, in a steady order; whoever reads is shown anew when one changes. */
export class KeyedStore<T> {
  readonly #byKey = new Map<string, T>();
  readonly #keyOf: (item: T) => string;
  readonly #compare: (a: T, b: T) => number;
  readonly #items = signal<readonly T[]>([]);
  #changed = false;

  constructor(keyOf: (item: T) => string, compare: (a: T, b: T) => number) {
    this.#keyOf = keyOf;
    this.#compare = compare;
  }

  /** All of them, ordered. */
  get items(): ReadonlySignal<readonly T[]> {
    return this.#items;
  }

  /** One of them. Whoever shows it follows its changes, and those of no other. */
  get(key: string): T | undefined {
    return computed(() => {
      void this.#items.value;
      return this.#byKey.get(key);
    }).value;
  }

  /** One of them as it was put last, shown or not. Reads no signal. */
  newest(key: string): T | undefined {
    return this.#byKey.get(key);
  }

  /** Takes `items` for all there are. */
  replace(items: readonly T[]): void {
    this.#byKey.clear();
    for (const item of items) this.#byKey.set(this.#keyOf(item), item);
    this.#changed = true;
    this.publish();
  }

  /** Keeps an item; shown with the next {@link publish}. */
  put(item: T): void {
    this.#byKey.set(this.#keyOf(item), item);
    this.#changed = true;
  }

  remove(key: string): void {
    if (this.#byKey.delete(key)) this.#changed = true;
  }

  /** Shows what has changed since the last time: a fleet that reports a thousand times a second is drawn a few. */
  publish(): void {
    if (!this.#changed) return;
    this.#changed = false;
    const inOrder = new Set(this.#items.peek().map(this.#keyOf));
    const keys = [...inOrder, ...[...this.#byKey.keys()].filter((key) => !inOrder.has(key))];
    const items = keys.map((key) => this.#byKey.get(key)).filter((item) => item !== undefined);
    // Nearly always in order already, which is found out with one comparison for each.
    this.#items.value = items.sort(this.#compare);
  }
}

/** Orders names as people do: `Display_2` before `Display_10`. */
const names = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** For {@link KeyedStore}: by a name. */
export function byName<T>(nameOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => names.compare(nameOf(a), nameOf(b));
}
