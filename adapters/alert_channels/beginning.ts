/** The first bytes of a body as text; the rest is not read. A body that breaks off is as long as it was. */
export async function beginningOf(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<string> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  let [text, left] = ["", maxBytes];
  const reader = body.getReader();
  try {
    while (left > 0) {
      const { value } = await reader.read();
      if (value === undefined) break;
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.length;
    }
  } catch {
    // What was read is all that there is.
  }
  await reader.cancel().catch(() => {});
  return text;
}
