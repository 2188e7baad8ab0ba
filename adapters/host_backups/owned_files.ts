const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/** Opens a new file that nobody else may read. Fails where one of this name is there. */
export async function createOwnFile(path: string): Promise<Deno.FsFile> {
  return await Deno.open(path, { write: true, createNew: true, mode: OWNER_ONLY_FILE });
}

/** Makes a folder that nobody else may look into, unless it is there. */
export async function makeOwnFolder(path: string): Promise<void> {
  await Deno.mkdir(path, { recursive: true, mode: OWNER_ONLY_FOLDER });
}

/** Writes all of the bytes. */
export async function writeWhole(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
}

/** Names are part of what must survive a power loss. Windows has no such call, and writes them itself. */
export async function syncFolder(path: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  const folder = await Deno.open(path, { read: true });
  try {
    await folder.sync();
  } finally {
    folder.close();
  }
}

/** Whether there is anything of this name. */
export async function isThere(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}
