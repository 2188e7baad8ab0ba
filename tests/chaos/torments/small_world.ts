import { ROOT } from "../../support/processes/project_task.ts";
import { works } from "../../support/machine/system_needs.ts";

/** Said to the process that has a world of its own. Not among our settings: an unknown one is refused. */
const INSIDE = "CHAOS_FOLDER";

/** A network and a small disk of the run's own: what is dropped and filled there is nobody else's. */
export interface SmallWorld {
  /** The mount point. */
  readonly disk: string;
}

/** The world that this process runs in; undefined: that of everybody. */
export function thisWorld(): SmallWorld | undefined {
  const disk = Deno.env.get(INSIDE);
  return disk === undefined ? undefined : { disk };
}

/** Whether this machine lets us have one. */
export function canHaveWorld(): boolean {
  return Deno.build.os === "linux" && Deno.uid() === 0 &&
    works("unshare", ["--net", "--mount", "true"]) && works("ip", ["-V"]);
}

/** Runs a program of this project in a new world, which ends with it. Answers its exit code. */
export async function runInSmallWorld(
  entry: string,
  words: readonly string[],
  diskSize: string,
): Promise<number> {
  const disk = await Deno.makeTempDir({ prefix: "signalbox-chaos-" });
  const script =
    'ip link set lo up && mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"';
  const deno = [Deno.execPath(), "run", "-A", "--no-check", "--frozen", entry, ...words];
  const child = new Deno.Command("unshare", {
    args: ["--net", "--mount", "sh", "-c", script, "sh", diskSize, disk, ...deno],
    cwd: ROOT,
    env: { [INSIDE]: disk },
    stdin: "null",
  }).spawn();
  try {
    return (await child.status).code;
  } finally {
    await Deno.remove(disk, { recursive: true });
  }
}
