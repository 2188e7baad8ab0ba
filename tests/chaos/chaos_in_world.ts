import { type ChaosOrder, runChaos } from "./chaos_run.ts";
import { reportOf } from "./report.ts";
import {
  canHaveWorld,
  runInSmallWorld,
  type SmallWorld,
  thisWorld,
} from "./torments/small_world.ts";

/** What a run says for itself; its places are those of its world. */
export type ChaosWishes = Omit<ChaosOrder, "disk" | "folder" | "onProgress">;

/** An hour of recordings of two cameras, and the database of ten. */
const DISK_SIZE = "768m";
/** No violation; some; it cannot be run here. */
const [WELL, BROKEN, IMPOSSIBLE] = [0, 1, 2] as const;

/**
 * Runs chaos in a world of its own, tells of it on standard output, and ends the process with 0, or 1 when a promise was
 * broken; 2 where no world can be had.
 *
 * @param entry the program that calls this: it is run once more, inside
 * @param words its words
 */
export async function chaosInWorld(
  entry: string,
  words: readonly string[],
  wishes: () => ChaosWishes,
): Promise<never> {
  const world = thisWorld();
  if (world !== undefined) Deno.exit(await play(world, wishes()));
  if (canHaveWorld()) Deno.exit(await runInSmallWorld(entry, words, DISK_SIZE));
  say(
    "chaos needs root on Linux with unshare, ip and mount: it has a network and a disk of its own.",
  );
  Deno.exit(IMPOSSIBLE);
}

async function play({ disk }: SmallWorld, wishes: ChaosWishes): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "signalbox-chaos-" });
  const startedAt = performance.now();
  const onProgress = (line: string) => {
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    say(`${String(seconds).padStart(5)} s  ${line}`);
  };
  const { scale, seed, plan } = wishes;
  say(`chaos: scale ${scale}, seed ${seed}, ${plan.length} torments; journal in ${folder}`);
  const result = await runChaos({ ...wishes, disk, folder, onProgress });
  say(reportOf(result, seed));
  if (result.violations.length > 0) {
    const { evidence, timeline } = result;
    const { account, truth } = evidence;
    Deno.writeTextFileSync(`${folder}/evidence.json`, JSON.stringify({ account, truth, timeline }));
    say(`All that was read is in ${folder}/evidence.json.`);
    return BROKEN;
  }
  await Deno.remove(folder, { recursive: true });
  return WELL;
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
