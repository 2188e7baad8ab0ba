import { request } from "node:http";
import { quantile } from "../displays/statistics.ts";

/** How long events took from the control host's clock to a reader, in milliseconds. */
export interface EventDelays {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
}

/** `at` stands in front of the data, so that it is found without reading a whole message. */
const AT = /^data: .{0,200}?"at":"([^"]+)"/m;
/** Far more than come in a minute from the largest fleet. */
const MAX_DELAYS = 1_000_000;

/** One reader of the event stream, as a page is. Control host and reader share the machine's clock. */
export class EventReader {
  readonly #delays: number[] = [];
  readonly #close: () => void;
  #rest = "";

  private constructor(close: () => void) {
    this.#close = close;
  }

  /** Resolves when the stream follows. */
  static open(url: string, token: string): Promise<EventReader> {
    return new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}` };
      const asked = request(`${url}/api/v1/events`, { headers }, (answer) => {
        const reader = new EventReader(() => asked.destroy());
        answer.setEncoding("utf8");
        answer.on("error", () => {});
        answer.on("data", (chunk: string) => reader.#take(chunk));
        resolve(reader);
      });
      asked.once("error", reject);
      asked.end();
    });
  }

  /** Ends it, and answers what came. */
  close(): EventDelays {
    this.#close();
    const sorted = this.#delays.toSorted((a, b) => a - b);
    const at = (share: number) => quantile(sorted, share);
    return { count: sorted.length, p50: at(0.5), p99: at(0.99), slowest: at(1) };
  }

  #take(chunk: string): void {
    const now = Date.now();
    const messages = (this.#rest + chunk).split("\n\n");
    this.#rest = messages.pop() ?? "";
    for (const message of messages) {
      const at = AT.exec(message)?.[1];
      if (at !== undefined && this.#delays.length < MAX_DELAYS) {
        this.#delays.push(now - Date.parse(at));
      }
    }
  }
}
