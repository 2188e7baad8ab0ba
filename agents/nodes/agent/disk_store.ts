import type { AgentLog } from "../../agent_log.ts";
import { takeFolder } from "../../own_folder.ts";
import { PageJournal } from "../../page_journal.ts";
import { NO_NOTES, type NodeAgentStore, NodeNotes } from "./node_notes.ts";

/** A token and its line end. */
const MAX_TOKEN_BYTES = 1_024;

/**
 * Takes a state folder: notes in 128 KiB that are taken at once, so that a full disk later does no harm, and the login
 * token in a file of mode 0600 that is replaced whole. @throws {StateFolderUnavailable}
 */
export async function openDiskStore(folder: string, log: AgentLog): Promise<NodeAgentStore> {
  const lock = takeFolder(folder);
  const journal = new PageJournal<NodeNotes>({
    folder,
    schema: NodeNotes,
    nothing: NO_NOTES,
    meanwhile: "readings go on, commands about keys and money are refused",
    log,
  });
  const first = await journal.read();
  await journal.prepare(() => first);
  return {
    readNotes: () => Promise.resolve(first),
    writeNotes: (notes) => journal.write(notes),
    retryNotes: () => journal.retry(),
    readToken: () => readToken(`${folder}/auth_token`),
    saveToken: (token) => saveToken(`${folder}/auth_token`, token),
    close: () => lock.giveBack(),
  };
}

async function readToken(path: string): Promise<string | null> {
  try {
    const { size } = await Deno.stat(path);
    const text = size > MAX_TOKEN_BYTES ? "" : (await Deno.readTextFile(path)).trim();
    return text === "" ? null : text;
  } catch {
    // None yet, or none that can be read: then there is a login, or none is needed.
    return null;
  }
}

async function saveToken(path: string, token: string): Promise<void> {
  const next = `${path}.next`;
  // A file that is there keeps its mode.
  await Deno.remove(next).catch(() => {});
  try {
    await Deno.writeTextFile(next, `${token}\n`, { createNew: true, mode: 0o600 });
    await Deno.rename(next, path);
  } catch (cause) {
    await Deno.remove(next).catch(() => {});
    throw cause;
  }
}
