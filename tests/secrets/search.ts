import { join, relative } from "node:path";
import type { Api } from "../support/api/api.ts";
import { readApiDocument } from "../support/api/api_document.ts";
import { SseClient } from "../adapters/http/stubs/sse_client.ts";
import type { Evidence } from "./evidence.ts";
import type { Plants } from "./plants.ts";

/** What may lie in clear, and where: in files of the owner alone. The rest of what is kept is hashed. */
const KEPT = /^(session key|csrf token)/;
const KEEPERS = /^(session_keys[/\\]|signalbox\.db)/;
const OWNER_ALONE = 0o600;

/** What stands for a parameter of a path, in an answer to which there could be a secret. */
const EXAMPLES: Readonly<Record<string, string>> = {
  serverId: "4F1A09C27B3E",
  name: "3node0",
  id: "1",
};

/** Reads every answer to a GET that the API has, as one caller; what never ends is left out. */
export async function readEverything(api: Api, token: string, evidence: Evidence): Promise<void> {
  const { operations } = await readApiDocument((path) => api.request(path, { token: null }));
  const { items } = await api.call<{ items: readonly { id: string }[] }>(
    "/api/v1/commands?limit=500",
  );
  const reads = operations.filter(({ method, path }) =>
    method === "GET" && !/stream|\/events$|\/logs$|auth\/verify/.test(path)
  );
  for (const { path } of reads) {
    const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => EXAMPLES[name] ?? "1");
    const query = path.endsWith("/history") ? "?serverId=4F1A09C27B3E&container=3node0" : "";
    await evidence.ask(api, `${filled}${query}`, { token });
  }
  for (const { id } of items) {
    for (const path of [`/api/v1/commands/${id}`, `/api/v1/commands/${id}/output`]) {
      await evidence.ask(api, path, { token });
    }
  }
}

/** Keeps every event of the stream until it is left. */
export async function listenToEvents(api: Api, token: string, evidence: Evidence) {
  const client = new SseClient((await api.request("/api/v1/events", { token })).body);
  await client.next();
  const listening = (async () => {
    for (let event = await client.next(); event; event = await client.next()) {
      evidence.add(`event ${event.event ?? ""}`, JSON.stringify(event));
    }
  })();
  return async () => {
    await client.leave();
    await listening.catch(() => {});
  };
}

/** Names and contents of all files below a folder. */
export async function searchFolder(
  folder: string,
  plants: Plants,
  evidence: Evidence,
): Promise<void> {
  for await (const path of filesBelow(folder)) {
    const name = relative(folder, path);
    evidence.add("the name of a file", name);
    // Latin-1: every byte is one character, so that no secret is lost between two that are none.
    const text = new TextDecoder("latin1").decode(await Deno.readFile(path));
    const { mode } = await Deno.stat(path);
    const owned = KEEPERS.test(name) && ((mode ?? 0) & 0o777) === OWNER_ALONE;
    const misplaced = plants.foundIn(text).filter((found) => !owned || !KEPT.test(found));
    if (misplaced.length > 0) evidence.add(`the file ${name}, mode ${mode?.toString(8)}`, text);
  }
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* filesBelow(path);
    else if (isFile) yield path;
  }
}
