import { setTimeout as pause } from "node:timers/promises";
import { residentBytes } from "./process_stat.ts";

/** Collections until the heap has settled: each gives back what the one before has freed. */
const COLLECTIONS = 6;
/** Time between two collections, for V8's background threads. */
const SETTLE_MS = 150;
/** V8 keeps freed pages for some 8 s before it gives them back; an idle fleet has long been idle. */
const IDLE_MS = 12_000;

/** Resident bytes of this process once garbage is gone. Needs `--v8-flags=--expose-gc`. */
export async function settledBytes(): Promise<number> {
  const { gc } = globalThis as { readonly gc?: () => void };
  for (let n = 0; n < COLLECTIONS; n++) {
    gc?.();
    await pause(SETTLE_MS);
  }
  await pause(IDLE_MS);
  gc?.();
  return residentBytes(Deno.pid);
}
