import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { createMemoryStores } from "../support/stores/memory_stores.ts";
import { storesContract } from "./stores_contract.ts";

storesContract("memory", () => {
  return Promise.resolve({ ...createMemoryStores(), close: () => Promise.resolve() });
});

storesContract("sqlite", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "signalbox-store-" });
  const database = await openDatabase({ dataDir });
  return {
    ...database,
    async close() {
      await database.close();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
});
