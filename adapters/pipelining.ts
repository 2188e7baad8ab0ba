import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Requests that one connection may have on their way (RFC 9112, section 9.3.2). No browser sends a second before the
 * first is answered; the runtime reads as many as come, and would keep them all.
 */
const MAX_ON_THE_WAY = 4;

/** Has a connection cut off that asks without waiting for answers; `cut` is told once of each. */
export function boundPipelining(
  answer: RequestListener,
  cut: (socket: Socket) => void = () => {},
): RequestListener {
  const onTheWay = new WeakMap<Socket, number>();
  return (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    // What else the same piece of bytes held is parsed all the same.
    if (socket.destroyed) return;
    const count = (onTheWay.get(socket) ?? 0) + 1;
    if (count > MAX_ON_THE_WAY) {
      cut(socket);
      socket.destroy();
      return;
    }
    onTheWay.set(socket, count);
    response.once("close", () => onTheWay.set(socket, (onTheWay.get(socket) ?? 1) - 1));
    answer(request, response as never);
  };
}
