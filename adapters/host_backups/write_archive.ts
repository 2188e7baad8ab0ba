import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Encrypter } from "age-encryption";
import { type Pack, pack } from "tar-stream";
import { MANIFEST, type Manifest, type ManifestFile } from "./manifest.ts";
import { writeWhole } from "./owned_files.ts";

/**
 * The cost of trying a passphrase, as a power of two: what OWASP asks of scrypt at the least. It takes 128 MiB and a
 * second, once when a backup is written and once when it is read; one more would be more than some hosts can spare.
 */
const SCRYPT_WORK_FACTOR = 17;
const OWNER_ONLY_FILE = 0o600;

/** A file on its way into a backup. */
export interface ArchiveSource extends ManifestFile {
  /** Where it is now. */
  readonly from: string;
}

/** What was written. */
export interface WrittenArchive {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes an archive: tar, gzip, then age with a passphrase (age-encryption.org/v1), so that `age -d` and `tar` open
 * it without this program. The manifest comes first. Memory stays at some chunks, whatever the size.
 *
 * @param onBytes called with the bytes of the sources that have been read since the last call
 */
export async function writeArchive(
  to: Deno.FsFile,
  { manifest, sources, passphrase, workFactor = SCRYPT_WORK_FACTOR }: {
    readonly manifest: Manifest;
    readonly sources: readonly ArchiveSource[];
    readonly passphrase: string;
    readonly workFactor?: number | undefined;
  },
  onBytes: (count: number) => void,
): Promise<WrittenArchive> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  const tar = pack();
  const zip = createGzip();
  const zipping = pipeline(tar, zip);
  const packing = packAll(tar, manifest, sources, onBytes).catch((cause) => {
    tar.destroy(cause);
    throw cause;
  });
  const writing = (async () => {
    const plain = Readable.toWeb(zip) as ReadableStream<Uint8Array>;
    return await writeAll(to, await encrypter.encrypt(plain));
  })();
  const [, , written] = await Promise.all([packing, zipping, writing]);
  return written;
}

async function packAll(
  tar: Pack,
  manifest: Manifest,
  sources: readonly ArchiveSource[],
  onBytes: (count: number) => void,
): Promise<void> {
  const mtime = new Date(manifest.madeAt);
  tar.entry({ name: MANIFEST, mode: OWNER_ONLY_FILE, mtime }, JSON.stringify(manifest, null, 2));
  for (const { path, bytes, from } of sources) {
    const file = createReadStream(from).on("data", (chunk) => onBytes(chunk.length));
    await pipeline(file, tar.entry({ name: path, size: bytes, mode: OWNER_ONLY_FILE, mtime }));
  }
  tar.finalize();
}

async function writeAll(
  to: Deno.FsFile,
  from: ReadableStream<Uint8Array>,
): Promise<WrittenArchive> {
  const digest = createHash("sha256");
  let bytes = 0;
  for await (const chunk of from) {
    await writeWhole(to, chunk);
    digest.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: digest.digest("hex") };
}
