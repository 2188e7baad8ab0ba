import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { quantile } from "../displays/statistics.ts";
import type { LineSender } from "./line_sender.ts";
import type { NewsOrder, NewsReport } from "./loads.ts";

/** News that is not there by then is missing. */
const LATEST_MS = 2_000;
const EVENT = /^event: syncHost\.changed\ndata: .*?"claimedAddress":"([\d.]+)"/m;

/** An event stream that tells whose state has changed. */
class Listener {
  readonly #close: () => void;
  #rest = "";

  private constructor(close: () => void) {
    this.#close = close;
  }

  /** Resolves when the stream follows. */
  static open({ url, token }: NewsOrder, heard: (claimed: string) => void): Promise<Listener> {
    return new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}` };
      const asked = request(`${url}/api/v1/events`, { headers }, (answer) => {
        const listener = new Listener(() => asked.destroy());
        answer.setEncoding("utf8");
        answer.on("error", () => {});
        answer.on("data", (chunk: string) => {
          resolve(listener);
          listener.#take(chunk, heard);
        });
      });
      asked.on("error", reject);
      asked.end();
    });
  }

  close(): void {
    this.#close();
  }

  #take(chunk: string, heard: (claimed: string) => void): void {
    const messages = (this.#rest + chunk).split("\n\n");
    this.#rest = messages.pop() ?? "";
    for (const message of messages) {
      const claimed = EVENT.exec(message)?.[1];
      if (claimed !== undefined) heard(claimed);
    }
  }
}

/** Changes one host after the other, and times how long each listener waits for the news. */
export async function timeNews(
  order: NewsOrder,
  senders: readonly LineSender[],
): Promise<NewsReport> {
  const saidAt = new Map<string, number>();
  const tookMs: number[] = [];
  const heard = (claimed: string) => {
    const at = saidAt.get(claimed);
    if (at !== undefined) tookMs.push(performance.now() - at);
  };
  const opening = Array.from({ length: order.listeners }, () => Listener.open(order, heard));
  const listeners = await Promise.all(opening);
  const began = performance.now();
  for (let n = 0; n < order.changes; n++) {
    const dueMs = began + n * 1_000 / order.perSecond - performance.now();
    if (dueMs > 0) await pause(dueMs);
    const sender = senders[n % senders.length];
    if (sender === undefined) break;
    saidAt.set(sender.claimedAddress, performance.now());
    sender.change();
  }
  await pause(LATEST_MS);
  for (const listener of listeners) listener.close();
  tookMs.sort((a, b) => a - b);
  const [p50 = NaN, p99 = NaN, slowest = NaN] = [0.5, 0.99, 1].map((share) =>
    quantile(tookMs, share)
  );
  const missing = order.changes * order.listeners - tookMs.length;
  return { count: tookMs.length, missing, p50, p99, slowest };
}
