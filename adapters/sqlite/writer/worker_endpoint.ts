import type { WorkerReply } from "./worker_calls.ts";
import { describeFailure } from "./write_failure.ts";

interface Endpoint<Order, Result> {
  onmessage: ((event: MessageEvent<Order & { readonly id: number }>) => void) | null;
  postMessage(reply: WorkerReply<Result>, transfer: Transferable[]): void;
}

/**
 * The worker's end of a `WorkerCalls`: carries out orders one by one, in the order in which they come, and answers
 * each with what `carryOut` returns, or with why it threw. `transfer` names what of a result is handed over and not
 * copied.
 */
export function answerOrders<Order, Result>(
  carryOut: (order: Order) => Result,
  transfer: (result: Result) => Transferable[] = () => [],
): void {
  const endpoint = globalThis as unknown as Endpoint<Order, Result>;
  endpoint.onmessage = ({ data: order }) => {
    const { id } = order;
    try {
      const result = carryOut(order);
      endpoint.postMessage({ id, failure: null, result }, transfer(result));
    } catch (error) {
      endpoint.postMessage({ id, failure: describeFailure(error) }, []);
    }
  };
}
