/**
 * Chaos: a fleet of the demo's and a control host that is killed, starved, cut off and lied to about the time, while
 * people work with it; then everything is healed, and an oracle outside compares what was promised with what is.
 *
 * Run: `deno task chaos [--minutes 30] [--scale 300] [--seed N] [--only killing,loss,…] [--kill-every 120]`
 *
 * Needs root on Linux with iproute2, iptables and ffmpeg: it has a network namespace and a small disk of its own.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { chaosInWorld } from "./chaos_in_world.ts";
import { readOptions } from "./chaos_options.ts";
import { planTorments } from "./torments/torment_plan.ts";

/** As the demo's: long enough for a fleet to find its way back, short enough to see alerts between two deaths. */
const WARM_UP_MS = 15_000;
/** A display is given an order every minute. */
const WISHES_PER_DISPLAY_AND_SECOND = 1 / 60;
const ANSWERS_MS = 60_000;
/** The slowest start of a program on a fielded display takes less. */
const DEADLINE_MS = 20_000;

const { minutes, scale, seed, killEveryMs, kinds, quietMs } = readOptions(Deno.args);
await chaosInWorld(fileURLToPath(import.meta.url), Deno.args, () => ({
  scale,
  seed,
  plan: planTorments({ lengthMs: minutes * 60_000, killEveryMs, kinds, seed }),
  wishesPerSecond: Math.max(2, scale * WISHES_PER_DISPLAY_AND_SECOND),
  wishes: { deadlineMs: DEADLINE_MS, leaveOut: [] },
  warmUpMs: WARM_UP_MS,
  alerts: {},
  healing: { answersMs: ANSWERS_MS, quietMs },
}));
