import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Decrypter } from "age-encryption";
import { extract, type Header } from "tar-stream";
import { BackupProblem } from "./backup_problem.ts";
import { BACKUP_FORMAT, MANIFEST, Manifest, type ManifestFile } from "./manifest.ts";

/** Some 150 bytes for each of as many files as there may be. */
const MAX_MANIFEST_BYTES = 256 * 1024 * 1024;

/** One file of a tar archive, as the library hands it out. */
type Entry = AsyncIterable<Uint8Array> & { readonly header: Header };

/** Takes the files of a backup, one after the other. */
export interface ArchiveSink {
  /** Once, before the files. Throws where this backup cannot be used. */
  begin(manifest: Manifest): void | Promise<void>;
  /** A file whole, chunk by chunk; what it takes is only good when the whole archive was. */
  take(file: ManifestFile, chunks: AsyncIterable<Uint8Array>): Promise<void>;
}

/**
 * Reads an archive to its end, and checks every byte of it: by age, by gzip, and by the manifest's digests.
 * Rejects with a {@link BackupProblem} `passphrase`, `newer` or `damaged`.
 *
 * @param onBytes called with the bytes of the file that have been read since the last call
 */
export async function readArchive(
  path: string,
  passphrase: string,
  sink: ArchiveSink,
  onBytes: (count: number) => void,
): Promise<Manifest> {
  using file = await Deno.open(path, { read: true });
  const counted = file.readable.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, to) {
        onBytes(chunk.length);
        to.enqueue(chunk);
      },
    }),
  );
  const plain = await decrypt(counted, passphrase);
  const tar = extract();
  const opening = pipeline(Readable.fromWeb(plain as never), createGunzip(), tar);
  try {
    const [manifest] = await Promise.all([readEntries(tar as AsyncIterable<Entry>, sink), opening]);
    return manifest;
  } catch (cause) {
    tar.destroy();
    await opening.catch(() => {});
    throw cause instanceof BackupProblem || isOurs(cause) ? cause : damaged(cause);
  }
}

async function decrypt(
  from: ReadableStream<Uint8Array>,
  passphrase: string,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(from);
  } catch (cause) {
    // The library has one sentence for it, and no class.
    if (/no identity matched/.test(String(cause))) {
      throw new BackupProblem("passphrase", "The passphrase does not open this backup.", { cause });
    }
    throw damaged(cause);
  }
}

async function readEntries(
  tar: AsyncIterable<Entry>,
  sink: ArchiveSink,
): Promise<Manifest> {
  let manifest: Manifest | undefined;
  let awaited = new Map<string, ManifestFile>();
  for await (const entry of tar) {
    const { name, type, size } = entry.header;
    if (manifest === undefined) {
      if (name !== MANIFEST || size > MAX_MANIFEST_BYTES) throw damaged();
      manifest = await readManifest(entry);
      awaited = new Map(manifest.files.map((file) => [file.path, file]));
      await sink.begin(manifest);
      continue;
    }
    const file = awaited.get(name);
    awaited.delete(name);
    if (file === undefined || type !== "file" || size !== file.bytes) throw damaged();
    await takeChecked(file, entry, sink);
  }
  if (manifest === undefined || awaited.size > 0) throw damaged();
  return manifest;
}

async function readManifest(entry: AsyncIterable<Uint8Array>): Promise<Manifest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  const content = JSON.parse(await new Blob(chunks as BlobPart[]).text());
  const format = Number(content?.format);
  if (format > BACKUP_FORMAT) {
    throw new BackupProblem(
      "newer",
      `This backup was made by Signalbox ${String(content.version)}, and is of a newer form ` +
        `(${format}) than this one reads (${BACKUP_FORMAT}).`,
    );
  }
  return Manifest.parse(content);
}

async function takeChecked(
  file: ManifestFile,
  entry: AsyncIterable<Uint8Array>,
  sink: ArchiveSink,
): Promise<void> {
  const digest = createHash("sha256");
  async function* digested() {
    for await (const chunk of entry) {
      digest.update(chunk);
      yield chunk;
    }
  }
  await sink.take(file, digested());
  if (digest.digest("hex") !== file.sha256) throw damaged();
}

/** The disk's refusal of what the sink writes is not the archive's fault. */
function isOurs(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && /^E[A-Z]+$/.test(String(cause.code));
}

function damaged(cause?: unknown): BackupProblem {
  const message = "This is no whole backup: it is cut, changed, or something else.";
  return new BackupProblem("damaged", message, { cause });
}
