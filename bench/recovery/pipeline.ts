/** Commits that may be on their way: one that is applied, and one that is packed meanwhile. */
const UNDER_WAY = 2;

/** Sends changes to a store in order, without waiting for each: a year has millions. */
export class Pipeline<C> {
  readonly #commit: (changes: readonly C[]) => Promise<void>;
  readonly #underWay: Promise<void>[] = [];

  constructor(commit: (changes: readonly C[]) => Promise<void>) {
    this.#commit = commit;
  }

  /** Resolves when there is room for more. */
  async send(changes: readonly C[]): Promise<void> {
    this.#underWay.push(this.#commit(changes));
    if (this.#underWay.length >= UNDER_WAY) await this.#underWay.shift();
  }

  /** Resolves when everything is on the disk. */
  async done(): Promise<void> {
    await Promise.all(this.#underWay.splice(0));
  }

  /** Sends what a generator yields, so many at a time. */
  async sendAll(changes: Iterable<C>, together: number): Promise<void> {
    let portion: C[] = [];
    for (const change of changes) {
      portion.push(change);
      if (portion.length < together) continue;
      await this.send(portion);
      portion = [];
    }
    await this.send(portion);
    await this.done();
  }
}
