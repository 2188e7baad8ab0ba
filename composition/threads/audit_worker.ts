/**
 * The examining thread: goes through the chains of the database, and says how far it is.
 *
 * @module
 */
import { TrailExamination } from "../../adapters/sqlite/chains/trail_examination.ts";
import { answerOrders } from "../../adapters/sqlite/writer/worker_endpoint.ts";
import type { Examined, ExaminingOrder } from "./audit_thread.ts";

/** Often enough for whoever watches it. */
const TELL_EVERY_MS = 100;

let examination: TrailExamination | undefined;

answerOrders<ExaminingOrder, Examined>((order) => {
  if (order.type === "open") examination = new TrailExamination(order.path, []);
  if (order.type === "goOn") goOn();
  const answer = { chains: examination?.results() ?? [], done: examination?.done ?? true };
  if (order.type === "close") {
    examination?.close();
    examination = undefined;
  }
  return answer;
});

function goOn(): void {
  const until = performance.now() + TELL_EVERY_MS;
  while (examination?.done === false && performance.now() < until) examination.step();
}
