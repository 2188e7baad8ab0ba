import { join } from "node:path";
import { type AccessMessage, type Identity, RIGHTS } from "../actors/access/messages.ts";
import { HOST_CONSOLE } from "../actors/audit/author.ts";
import { displaysActor } from "../actors/displays/directory.ts";
import { type ActorDefinition, type ActorSystem, createSystem } from "../actors/kernel/mod.ts";
import type { LedgerMessage } from "../actors/ledger/messages.ts";
import { accept } from "../actors/outcome.ts";
import { presetsActor } from "../actors/presets/presets.ts";
import { sessionKeysActor } from "../actors/session_keys/session_keys.ts";
import type { SessionKeyStore } from "../actors/session_keys/store.ts";
import { createLocalApi, type LocalApiDependencies } from "../adapters/http/local_api.ts";
import { logFault } from "../adapters/log/mod.ts";
import { MovingInProblem } from "../adapters/moving_in/moving_in_problem.ts";
import { openSessionKeyStore } from "../adapters/session_keys/session_key_store.ts";
import { type Database, FolderInUse, openDatabase } from "../adapters/sqlite/open_database.ts";
import type { LocalFleet } from "../command_line/moving_in/moving_in_host.ts";
import type { Settings } from "../command_line/settings/settings_table.ts";
import { STOP_DEADLINE_MS } from "./stop_deadline.ts";

/** No device can connect, so nobody is asked whether he is there, and nobody is missed. */
const NEVER_MS = 86_400_000;

/**
 * Opens a data folder on which no control host runs, and starts the actors of what people make themselves, with the
 * stores that a control host would have. The folder's lock is held until `close()`, and let go of by the system when
 * the process dies. A folder of an older schema is brought up to date first, as at a start.
 *
 * @throws {MovingInProblem} `hostRuns`: a control host, or another import, has the folder.
 * @throws {StorageError} As `openDatabase`.
 */
export async function openLocalFleet(
  { dataDir, maxDisplays }: Pick<Settings, "dataDir" | "maxDisplays">,
): Promise<LocalFleet> {
  const isNew = !await exists(join(dataDir, "signalbox.db"));
  const database = await openAlone(dataDir);
  try {
    const folder = join(dataDir, "session_keys");
    const keys = await openSessionKeyStore({ folder, rows: database.sessionKeys });
    const system = createSystem();
    const answer = createLocalApi(startActors(system, database, keys, maxDisplays));
    return {
      isNew,
      fetch: (request) => Promise.resolve(answer(asConsole(request))),
      async close() {
        await system.stop(STOP_DEADLINE_MS);
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openAlone(dataDir: string): Promise<Database> {
  try {
    return await openDatabase({ dataDir });
  } catch (cause) {
    if (!(cause instanceof FolderInUse)) throw cause;
    throw new MovingInProblem("hostRuns", dataDir, "", { cause });
  }
}

function startActors(
  system: ActorSystem,
  { displays: store, presets: presetStore, audit }: Database,
  keys: SessionKeyStore,
  maxDisplays: number,
): LocalApiDependencies {
  const ledger = system.spawn(idleLedger, null, { key: "ledger" });
  const timing = { checkIntervalMs: NEVER_MS, warmUpMs: NEVER_MS };
  const displaysArgs = { store, ledger, maxDisplays, ...timing };
  const displays = system.spawn(displaysActor, displaysArgs, { key: "displays" });
  const presetsArgs = { store: presetStore, displays, ledger };
  return {
    displays,
    ledger,
    presets: system.spawn(presetsActor, presetsArgs, { key: "presets" }),
    sessionKeys: system.spawn(sessionKeysActor, { store: keys }, { key: "sessionKeys" }),
    access: system.spawn(consoleAccess, null, { key: "access" }),
    keys,
    trail: audit,
    maintenance: { maintenanceOf: () => undefined },
    now: Date.now,
    onError: logFault,
  };
}

/** Whoever may open the data folder may do everything; no port leads here. */
const CONSOLE: Identity = {
  tokenId: "",
  name: HOST_CONSOLE.name,
  role: "admin",
  rights: RIGHTS,
  csrfToken: null,
  expiresAt: null,
};

const consoleAccess: ActorDefinition<AccessMessage, null, null> = {
  kind: "access",
  mailbox: { capacity: 64, whenFull: "fail" },
  init: () => null,
  handle(_state, message, ctx) {
    if (message.type === "authenticate") ctx.reply(message, accept(CONSOLE));
  },
};

/** What a crash has left open is ended by the next start; nothing can be ordered here. */
const idleLedger: ActorDefinition<LedgerMessage, null, null> = {
  kind: "ledger",
  mailbox: { capacity: 64, whenFull: "fail" },
  init: () => null,
  handle: () => {},
};

function asConsole(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set("Authorization", "Bearer console");
  return new Request(request, { headers });
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}
