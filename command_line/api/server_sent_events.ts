/** One event of a stream: its id, where it has one, and its data as JSON. */
export interface ServerSentEvent {
  readonly id: string | undefined;
  readonly data: unknown;
}

/** Longest event that is read: the largest part of a command's output, twice over. */
const MAX_EVENT_CHARS = 1_048_576;

/**
 * The events of a stream that our own control host writes: `id`, `event` and one line of JSON as `data`, with comments
 * between them (HTML standard, section 9.2). Throws a `RangeError` on an event that is too long, and what
 * `JSON.parse` throws.
 */
export async function* serverSentEvents(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<ServerSentEvent> {
  if (body === null) return;
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const event = parse(text.slice(0, end));
      text = text.slice(end + 2);
      if (event) yield event;
    }
    if (text.length > MAX_EVENT_CHARS) throw new RangeError("an event of the stream is too long");
  }
}

function parse(text: string): ServerSentEvent | undefined {
  const [, data] = /^data: (.*)$/m.exec(text) ?? [];
  if (data === undefined) return undefined;
  const [, id] = /^id: (.*)$/m.exec(text) ?? [];
  return { id, data: JSON.parse(data) };
}
