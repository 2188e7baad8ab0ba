/** Steps of the history whose positions are kept; the browser's own Back button offers about as many. */
const MOST_VISITS = 50;

/** How far down people were on each page of the history, so that Back finds it as it was left. */
export class ScrollPositions {
  readonly #positions = new Map<number, number>();
  #visit: number;
  #newest: number;
  #path: string;

  /**
   * @param path of the page that is there at first
   * @param visit its number, where it has one from before a reload
   */
  constructor(path: string, visit = 0) {
    this.#path = path;
    this.#visit = this.#newest = visit;
  }

  /** Which step of the history this is. */
  get visit(): number {
    return this.#visit;
  }

  /** They are `y` pixels down the page. */
  saw(y: number): void {
    this.#positions.delete(this.#visit);
    this.#positions.set(this.#visit, y);
    const [oldest] = this.#positions.keys();
    if (this.#positions.size > MOST_VISITS && oldest !== undefined) this.#positions.delete(oldest);
  }

  /**
   * Another step of the history. Answers where on it to begin; undefined: where one is, for it is the same page with
   * another filter or tab.
   *
   * @param visit of a step that was there before; undefined for a new one
   */
  arrive(visit: number | undefined, path: string): number | undefined {
    const isSamePage = path === this.#path;
    this.#path = path;
    this.#visit = visit ?? ++this.#newest;
    this.#newest = Math.max(this.#newest, this.#visit);
    if (visit !== undefined) return this.#positions.get(visit) ?? 0;
    return isSamePage ? undefined : 0;
  }
}
