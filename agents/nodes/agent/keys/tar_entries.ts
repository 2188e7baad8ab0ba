/**
 * Tar archives as lists of entries, for archives that are small enough to be held: keys, not chains.
 *
 * @module
 */
import { Readable } from "node:stream";
import { extract, type Header, pack } from "tar-stream";

/** One entry: what it is called and allowed, and its bytes; folders and links have none. */
export interface TarEntry {
  readonly header: Partial<Header> & Pick<Header, "name">;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Keystore and network of a node have some kilobytes; more than this is no folder of keys. */
export const MAX_ARCHIVE_BYTES = 64 * 1_024 * 1_024;
/** Key files of one node: five kinds, and those of every rotation before. */
const MAX_ENTRIES = 20_000;

/** An archive that cannot be used. The message is a sentence for people. */
export class BadArchive extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "BadArchive";
  }
}

/** The entries of an archive, in order. @throws {BadArchive} for one that is cut short, broken or too large */
export async function readTar(tar: ReadableStream<Uint8Array>): Promise<readonly TarEntry[]> {
  const parser = extract();
  const source = Readable.fromWeb(tar as Parameters<typeof Readable.fromWeb>[0]);
  source.on("error", (cause) => parser.destroy(cause));
  source.pipe(parser);
  const entries: TarEntry[] = [];
  let total = 0;
  try {
    for await (const entry of parser) {
      const bytes = await readEntry(entry, entry.header, MAX_ARCHIVE_BYTES - total);
      total += bytes.length;
      if (entries.push({ header: entry.header, bytes }) > MAX_ENTRIES) throw tooLarge();
    }
  } catch (cause) {
    if (cause instanceof BadArchive) throw cause;
    throw new BadArchive(`The archive cannot be read: ${wordsOf(cause)}`, cause);
  } finally {
    source.destroy();
  }
  return entries;
}

async function readEntry(
  chunks: AsyncIterable<unknown>,
  { size }: Header,
  room: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (size > room) throw tooLarge();
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at !== size) throw new BadArchive("The archive cannot be read: an entry is cut short");
  return bytes;
}

/** The archive of entries, packed with gzip. */
export async function writeTarGz(entries: readonly TarEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const packed = pack();
  for (const { header, bytes } of entries) packed.entry(header, bytes);
  packed.finalize();
  const tar = ReadableStream.from(packed as AsyncIterable<Uint8Array<ArrayBuffer>>);
  return await new Response(tar.pipeThrough(new CompressionStream("gzip"))).bytes();
}

function tooLarge(): BadArchive {
  return new BadArchive("The folder of keys is larger than 64 MiB: is it the right one?");
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
