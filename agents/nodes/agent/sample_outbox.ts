import { SAMPLE_QUEUE, SampleQueue } from "../sample_queue.ts";

/** What an outbox needs. */
export interface SampleOutboxNeeds {
  /** False: there is no connection. */
  send(text: string): boolean;
}

/** A reading as it goes out. */
interface Sample {
  readonly sequence: number;
  readonly text: string;
}

/**
 * Readings on their way. Without a connection the last hundred wait; with one they go out in order, and are kept until
 * the server acknowledges them: what a lost connection has taken along goes out again on the next one, under the same
 * `sequence`. Of a server that acknowledges nothing, what was sent counts as heard. Source: fielded build M11, for the
 * hundred.
 */
export class SampleOutbox {
  readonly #needs: SampleOutboxNeeds;
  readonly #waiting = new SampleQueue<Sample>();
  /** Of this connection, not acknowledged yet; as many as could wait. */
  #sent: readonly Sample[] = [];
  #acknowledges = false;

  constructor(needs: SampleOutboxNeeds) {
    this.#needs = needs;
  }

  /** Readings that wait for a connection. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Readings that were given up, as too many waited. */
  get dropped(): number {
    return this.#waiting.dropped;
  }

  add(sequence: number, text: string): void {
    this.#waiting.add({ sequence, text });
    this.flush();
  }

  /** Sends what waits, if there is a connection. */
  flush(): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (!this.#needs.send(next.text)) return this.#waiting.putBack([next]);
      this.#sent = [...this.#sent, next].slice(-SAMPLE_QUEUE);
    }
  }

  /** The server has it. */
  acknowledged(sequence: number): void {
    this.#acknowledges = true;
    this.#sent = this.#sent.filter((sample) => sample.sequence !== sequence);
  }

  /** The connection is gone, with whatever was on it. */
  lost(): void {
    if (this.#acknowledges) this.#waiting.putBack(this.#sent);
    this.#sent = [];
    this.#acknowledges = false;
  }
}
