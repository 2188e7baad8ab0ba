import { stillAllowed } from "../door/authentication.ts";
import type { ApiContext } from "../dependencies.ts";
import type { OpenStreams } from "../video/open_streams.ts";
import { ProblemError } from "../answers/problems.ts";
import { type SseMessage, SseStream } from "./sse_stream.ts";

/** Whoever tells something to a stream, until it is closed. */
export interface Filling<M extends SseMessage> {
  readonly sse: SseStream<M>;
  /** What is to be done once the stream is closed, by whomever; at once where it is closed already. */
  onClosed(leave: () => void): void;
}

/** Opens a stream of events for one reader, and lets `fill` begin to tell. A fill that fails closes it. */
export async function openSse<M extends SseMessage>(
  c: ApiContext,
  streams: OpenStreams,
  fill: (filling: Filling<M>) => Promise<void>,
): Promise<ReadableStream<Uint8Array>> {
  const leaving: (() => void)[] = [];
  const sse = new SseStream<M>({
    owner: c.var.identity.tokenId,
    stillAllowed: () => stillAllowed(c),
    drop: () => c.env?.outgoing?.destroy(),
    closed() {
      streams.remove(sse);
      for (const leave of leaving) leave();
    },
  });
  if (!streams.add(sse)) {
    sse.end();
    throw new ProblemError({ code: "tooMany", detail: "too many streams are open" });
  }
  try {
    await fill({ sse, onClosed: (leave) => sse.isOver() ? leave() : leaving.push(leave) });
  } catch (error) {
    sse.end();
    throw error;
  }
  return sse.body;
}
