import { setTimeout as pause } from "node:timers/promises";
import { residentBytes } from "./process_stat.ts";

/** Collections until the heap has settled: each gives back what the one before has freed. */
const COLLECTIONS = 6;
/** Time between two collections, for V8's background threads. */
const SETTLE_MS = 150;
/** V8 keeps freed pages for some 8 s before it gives them back; an idle fleet has long been idle. */
const IDLE_MS = 12_000;

/** V8's collector, as `--expose-gc` shows it. */
type Collect = (how: { readonly type: "major"; readonly flavor: "last-resort" }) => void;

/**
 * Resident bytes of this process once garbage is gone. Needs `--v8-flags=--expose-gc`. An ordinary collection leaves
 * V8 the room that its young generation has grown to (some 50 MB, however many displays there are) and pages with
 * holes; a last-resort one gives both back, so that what is weighed belongs to the displays.
 */
export async function settledBytes(): Promise<number> {
  const { gc } = globalThis as { readonly gc?: Collect };
  for (let n = 0; n < COLLECTIONS; n++) {
    gc?.({ type: "major", flavor: "last-resort" });
    await pause(SETTLE_MS);
  }
  await pause(IDLE_MS);
  return residentBytes(Deno.pid);
}
