import { setTimeout as wait } from "node:timers/promises";
import type { Api } from "../../support/api/api.ts";
import type { Answered, Wish } from "./wish.ts";

/** An answer that takes longer is given up; a slow store and a lost packet take less. */
const ANSWER_TIMEOUT_MS = 10_000;
const AGAIN_MS = 300;
/** Says "later", not "never": too many requests, and whatever is the control host's own fault. */
const isForLater = (status: number) => status === 429 || status >= 500;

/** A client that repeats a request, under its key, until it knows what came of it. */
export class StubbornClient {
  #givesUp = false;

  constructor(private readonly api: Api) {}

  /** Whatever has no answer by now never gets one. */
  giveUp(): void {
    this.#givesUp = true;
  }

  async settle(wish: Wish): Promise<Answered> {
    const askedAt = Date.now();
    const refusals: number[] = [];
    let lost = 0;
    while (!this.#givesUp) {
      const answer = await this.#once(wish);
      if (answer === undefined) lost++;
      else if (isForLater(answer.status)) refusals.push(answer.status);
      else return { wish, ...answer, lost, refusals, askedAt, answeredAt: Date.now() };
      await wait(AGAIN_MS);
    }
    return { wish, status: null, body: null, lost, refusals, askedAt, answeredAt: Date.now() };
  }

  async #once({ method, path, json, key }: Wish) {
    try {
      const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
      const response = await this.api.request(path, { method, json, idempotencyKey: key, signal });
      const text = await response.text();
      return { status: response.status, body: text === "" ? null : JSON.parse(text) as unknown };
    } catch {
      return undefined;
    }
  }
}
