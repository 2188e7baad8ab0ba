import { type Database, openDatabase } from "../../adapters/sqlite/open_database.ts";
import { createMemoryStores, type MemoryStores } from "../support/stores/memory_stores.ts";

/** Stores of either kind, with the way to be rid of them. */
export type AnyStores = Pick<Database, keyof MemoryStores & keyof Database | "close">;

/** Runs every check against fresh stores in memory, and against fresh ones on disk. */
export function checkBothStores(
  name: string,
  checks: { readonly [title: string]: (stores: AnyStores) => Promise<void> },
): void {
  for (const [kind, open] of Object.entries({ "in memory": inMemory, "on disk": onDisk })) {
    for (const [title, check] of Object.entries(checks)) {
      Deno.test(`${name} ${kind}: ${title}`, async () => {
        const stores = await open();
        try {
          await check(stores);
        } finally {
          await stores.close();
        }
      });
    }
  }
}

function inMemory(): Promise<AnyStores> {
  return Promise.resolve({ ...createMemoryStores(), close: () => Promise.resolve() });
}

async function onDisk(): Promise<AnyStores> {
  const dataDir = await Deno.makeTempDir({ prefix: "signalbox-stores-" });
  const database = await openDatabase({ dataDir });
  return {
    ...database,
    async close() {
      await database.close();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
}
