import { join } from "node:path";
import { z } from "zod";
import type { SessionKeyRow } from "../../actors/session_keys/rows.ts";
import { StorageError } from "../../actors/storage_error.ts";
import { fileTime, keyFileStem } from "./file_names.ts";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
/** Begins the name of a file that is not whole yet; removed at the next start. */
const UNFINISHED = ".unfinished-";
/** Files of one container in one second; more than that is no rotation any more. */
const MAX_SAME_SECOND = 1_000;
/** A key file has some 400 bytes; anything far larger is not ours. */
const MAX_FILE_BYTES = 65_536;

/** What a key file holds: the node guide's five fields, and two of ours. */
const KeyFile = z.object({
  client_id: z.string(),
  container: z.string(),
  session_key: z.string(),
  created_at: z.iso.datetime(),
  key_id: z.string(),
  source: z.enum(["key_update", "rotate_keys", "fielded_text", "import"]),
});

/** Session keys as files, as the node guide (section 3) lays them out. */
export class KeyFiles {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder (mode 0700) and removes what a crash has left unfinished. Throws a {@link StorageError}. */
  static async open(folder: string): Promise<KeyFiles> {
    return await guarded("opened", async () => {
      await Deno.mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
      for await (const { name } of Deno.readDir(folder)) {
        if (name.startsWith(UNFINISHED)) await Deno.remove(join(folder, name));
      }
      return new KeyFiles(folder);
    });
  }

  /**
   * Writes a key and points the container's `_latest.json` at it; resolves with the file's name when both survive a
   * power loss. Throws a {@link StorageError}.
   */
  async save(key: Omit<SessionKeyRow, "file">): Promise<string> {
    return await guarded("written", async () => {
      const file = await this.#add(key);
      await this.#point(`${await keyFileStem(key.serverId, key.container)}_latest.json`, file);
      return file;
    });
  }

  /** Writes a key as {@link save} does, and leaves the container's `_latest.json` as it is. */
  async saveOld(key: Omit<SessionKeyRow, "file">): Promise<string> {
    return await guarded("written", () => this.#add(key));
  }

  /** Makes a container's `_latest.json` point at a file, unless it does. */
  async repairLatest({ serverId, container, file }: SessionKeyRow): Promise<void> {
    await guarded("repaired", async () => {
      const latest = `${await keyFileStem(serverId, container)}_latest.json`;
      const target = await Deno.readLink(join(this.#folder, latest)).catch(() => undefined);
      if (target !== file) await this.#point(latest, file);
    });
  }

  /** Removes a key's file; nothing happens when it is gone. Throws a {@link StorageError}. */
  async remove(file: string): Promise<void> {
    await guarded("tidied", async () => {
      if (await exists(join(this.#folder, file))) await Deno.remove(join(this.#folder, file));
    });
  }

  /** Every whole key file of ours that is not `known`, as rows, oldest first. Other files are left alone. */
  async scan(known: ReadonlySet<string>): Promise<SessionKeyRow[]> {
    return await guarded("read", async () => {
      const rows: SessionKeyRow[] = [];
      for await (const { name, isFile } of Deno.readDir(this.#folder)) {
        if (!isFile || known.has(name)) continue;
        if (!name.endsWith(".json") || name.endsWith("_latest.json")) continue;
        const row = await this.#read(name);
        if (row !== undefined) rows.push(row);
      }
      return rows.sort((one, other) => one.at - other.at);
    });
  }

  async #read(file: string): Promise<SessionKeyRow | undefined> {
    const path = join(this.#folder, file);
    if ((await Deno.stat(path)).size > MAX_FILE_BYTES) return undefined;
    const parsed = KeyFile.safeParse(jsonOrNull(await Deno.readTextFile(path)));
    if (!parsed.success) return undefined;
    const { client_id, container, session_key, created_at, key_id, source } = parsed.data;
    return {
      serverId: client_id,
      container,
      sessionKey: session_key,
      at: Date.parse(created_at),
      keyId: key_id,
      source,
      file,
    };
  }

  async #add(key: Omit<SessionKeyRow, "file">): Promise<string> {
    const stem = await keyFileStem(key.serverId, key.container);
    const file = await this.#freeName(`${stem}_${fileTime(key.at)}`);
    await this.#write(file, contentOf(key));
    return file;
  }

  async #freeName(base: string): Promise<string> {
    for (let n = 1; n <= MAX_SAME_SECOND; n++) {
      const name = n === 1 ? `${base}.json` : `${base}_${n}.json`;
      if (!await exists(join(this.#folder, name))) return name;
    }
    throw new StorageError("failed", `More than ${MAX_SAME_SECOND} keys in one second.`);
  }

  async #write(name: string, content: string): Promise<void> {
    const unfinished = join(this.#folder, `${UNFINISHED}${crypto.randomUUID()}`);
    const file = await Deno.open(unfinished, {
      write: true,
      createNew: true,
      mode: OWNER_ONLY_FILE,
    });
    try {
      await writeAll(file, new TextEncoder().encode(content));
      await file.sync();
    } finally {
      file.close();
    }
    await Deno.rename(unfinished, join(this.#folder, name));
    await this.#syncFolder();
  }

  /** A link where the system allows one, else a copy; replaced in one step either way. */
  async #point(latest: string, file: string): Promise<void> {
    const unfinished = join(this.#folder, `${UNFINISHED}${crypto.randomUUID()}`);
    try {
      await Deno.symlink(file, unfinished, { type: "file" });
    } catch (error) {
      if (Deno.build.os !== "windows") throw error;
      // Windows keeps links for the privileged.
      await Deno.copyFile(join(this.#folder, file), unfinished);
    }
    await Deno.rename(unfinished, join(this.#folder, latest));
    await this.#syncFolder();
  }

  /** Names are part of what must survive a power loss. Windows has no such call, and writes them itself. */
  async #syncFolder(): Promise<void> {
    if (Deno.build.os === "windows") return;
    const folder = await Deno.open(this.#folder, { read: true });
    try {
      await folder.sync();
    } finally {
      folder.close();
    }
  }
}

function contentOf(
  { serverId, container, sessionKey, at, keyId, source }: Omit<SessionKeyRow, "file">,
) {
  const content = {
    client_id: serverId,
    container,
    session_key: sessionKey,
    timestamp: fileTime(at),
    created_at: new Date(at).toISOString(),
    key_id: keyId,
    source,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
}

/** The environment's refusal as a {@link StorageError}, without the content: it is secret. */
async function guarded<T>(verb: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const full = code === "ENOSPC" || code === "EDQUOT";
    const why = code === "" && cause instanceof Error ? cause.name : code;
    throw new StorageError(
      full ? "full" : "failed",
      `The folder of session keys could not be ${verb}: ${why}.`,
      { cause },
    );
  }
}
