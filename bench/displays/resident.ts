import { setTimeout as pause } from "node:timers/promises";
import { residentBytes } from "./process_stat.ts";

/** Collections until the heap has settled: each gives back what the one before has freed. */
const COLLECTIONS = 6;
/** Time for V8's background threads to hand pages back. */
const SETTLE_MS = 150;

/** Resident bytes of this process once garbage is gone. Needs `--v8-flags=--expose-gc`. */
export async function settledBytes(): Promise<number> {
  const { gc } = globalThis as { readonly gc?: () => void };
  for (let n = 0; n < COLLECTIONS; n++) {
    gc?.();
    await pause(SETTLE_MS);
  }
  return residentBytes(Deno.pid);
}
