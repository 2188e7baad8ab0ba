/** A pipe of Linux holds as much. */
const ROOM_BYTES = 64 * 1_024;

/**
 * What a program writes, piece by piece, each in memory of its own and of its own size. The stream itself would take
 * 64 KiB for each piece, which at 30 small pictures a second is 2 MB a second for the garbage collector to find.
 *
 * @param stream a byte stream, as a child process has it
 */
export async function* piecesOf(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader({ mode: "byob" });
  let room = new ArrayBuffer(ROOM_BYTES);
  try {
    while (true) {
      const { done, value } = await reader.read(new Uint8Array(room));
      if (done || value === undefined) return;
      yield value.slice();
      room = value.buffer;
    }
  } finally {
    await reader.cancel();
  }
}
