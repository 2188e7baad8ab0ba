/**
 * Fielded viewers ask once in 15 s, and a control host on three topics at once; a viewer that comes back to its broker
 * asks again at once, and must hear again.
 */
const PER_TOPIC = 4;
/** A fleet of hundreds that starts together; what a camera's network bears many times over. */
const IN_ALL = 200;
const WINDOW_MS = 1_000;

/** How many answers may leave: bounded for each reply topic and in all, because anybody may ask at an open broker. */
export class AnswerBudget {
  #windowAt = -Infinity;
  #total = 0;
  readonly #byTopic = new Map<string, number>();

  take(replyTopic: string, now: number): boolean {
    if (now - this.#windowAt >= WINDOW_MS) {
      this.#windowAt = now;
      this.#total = 0;
      this.#byTopic.clear();
    }
    const count = this.#byTopic.get(replyTopic) ?? 0;
    if (count >= PER_TOPIC || this.#total >= IN_ALL) return false;
    this.#total++;
    this.#byTopic.set(replyTopic, count + 1);
    return true;
  }
}
