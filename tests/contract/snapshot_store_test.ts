import { MemorySnapshots } from "../../actors/kernel/testing/snapshots.ts";
import { snapshotStoreContract } from "./snapshot_store_contract.ts";

snapshotStoreContract("memory", () => {
  return Promise.resolve({ store: new MemorySnapshots(), close: () => Promise.resolve() });
});
