/**
 * The chaos run of the fast ring: ten displays, one death, one fault and a step of the clock within ten seconds or so, and
 * alerts that are opened at once.
 */
import { fileURLToPath } from "node:url";
import { chaosInWorld } from "./chaos_in_world.ts";
import type { Torment } from "./torments/torment_plan.ts";

const SECOND_MS = 1_000;
/** Every rule as it is, and no time to wait for it. */
const AT_ONCE = { afterSeconds: 1, clearSeconds: 1 } as const;
const PLAN: readonly Torment[] = [
  { kind: "clock", atMs: SECOND_MS, forMs: 4 * SECOND_MS, offsetMs: -3_600_000 },
  { kind: "faults", name: "sync-loss", atMs: SECOND_MS, forMs: 4 * SECOND_MS },
  // A node host that is seen for the first time is on the disk ten seconds later.
  { kind: "killing", atMs: 7 * SECOND_MS, forMs: 0 },
];

await chaosInWorld(fileURLToPath(import.meta.url), [], () => ({
  scale: 10,
  seed: 1,
  plan: PLAN,
  wishesPerSecond: 12,
  // They take longer than the whole run.
  wishes: { deadlineMs: 3 * SECOND_MS, leaveOut: ["backup_keys", "restart"] },
  warmUpMs: SECOND_MS,
  alerts: { rules: { unhealthy: AT_ONCE, wall: AT_ONCE } },
  // On a busy machine a device may be late with its first word after the quiet has begun.
  healing: { answersMs: 10 * SECOND_MS, quietMs: 60 * SECOND_MS },
}));
