import { createParser } from "eventsource-parser";

/** What a stream tells. */
export interface ServerEventListener {
  /** One message: its data, as JSON read, and its id where it has one. */
  onMessage(data: unknown, id: string | undefined): void;
  /** Bytes have come, be they a message or a sign of life. */
  onHeard?(): void;
}

/** How a stream ended. Status 0: there was no answer, or the line broke; 200: the control host ended it. */
export interface StreamEnd {
  readonly status: number;
}

/** A message is a member with all it has, or a page of a log; a megabyte of it is none of ours. */
const MAX_BUFFERED = 1_048_576;

/**
 * Reads Server-Sent Events until they end or `signal` aborts; never rejects. Read by `fetch`, for EventSource does not
 * tell why it failed, nor that the line is alive while nothing happens.
 */
export async function readServerEvents(
  url: URL,
  lastEventId: string | undefined,
  listener: ServerEventListener,
  signal: AbortSignal,
): Promise<StreamEnd> {
  try {
    const headers = {
      Accept: "text/event-stream",
      ...(lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId }),
    };
    const response = await fetch(url, { signal, headers });
    if (!response.ok || !response.body) return { status: response.status };
    await readBody(response.body, listener);
    return { status: response.status };
  } catch {
    // An aborted or broken stream ended; its listener asks no more than that.
    return { status: 0 };
  }
}

async function readBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  listener: ServerEventListener,
): Promise<void> {
  const parser = createParser({
    maxBufferSize: MAX_BUFFERED,
    onEvent: ({ data, id }) => listener.onMessage(JSON.parse(data), id),
  });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    listener.onHeard?.();
    parser.feed(value);
  }
}
