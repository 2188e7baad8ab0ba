/** Characters of a complaint that are kept: its last lines say what was wrong. */
const MAX_CHARACTERS = 300;

/** Reads a program's complaints to their end, and keeps the last of them, on one line. */
export async function keepTail(stderr: ReadableStream<Uint8Array>): Promise<string> {
  let tail = "";
  const decoder = new TextDecoder();
  for await (const chunk of stderr) {
    tail = `${tail}${decoder.decode(chunk, { stream: true })}`.slice(-MAX_CHARACTERS);
  }
  return tail.trim().replace(/\s*\n\s*/g, "; ");
}
