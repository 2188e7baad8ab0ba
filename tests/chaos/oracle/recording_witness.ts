import { probe } from "../../support/machine/ffmpeg.ts";
import type { Camera } from "../../../protocols/api/camera.ts";
import type { Timeline } from "../torments/timeline.ts";
import type { CutShort } from "./judge_recordings.ts";

/** A camera that does well for so long is recorded in order. */
const STEADY_MS = 6_000;
/** What keeps pictures from the disk, or from the control host. */
const DISTURBING: ReadonlySet<string> = new Set([
  "cut",
  "loss",
  "full-disk",
  "slow-store",
  "clock",
]);

/** Looks at recordings when nobody is there to finish them. */
export class RecordingWitness {
  readonly cuts: CutShort[] = [];
  /** Since when each camera was recorded at every look. */
  readonly #steadySince = new Map<number, { readonly name: string; readonly since: number }>();

  constructor(private readonly dataDir: string, private readonly timeline: Timeline) {}

  /** What the cameras are said to do now. */
  look(cameras: readonly Camera[]): void {
    for (const { id, name, recording, stream } of cameras) {
      const isWell = recording !== null && recording.problem === null && stream === "streaming";
      if (!isWell) this.#steadySince.delete(id);
      else if (!this.#steadySince.has(id)) this.#steadySince.set(id, { name, since: Date.now() });
    }
  }

  /** Called while the control host is dead. */
  async examine(killedAt: number): Promise<void> {
    const steady = [...this.#steadySince];
    this.#steadySince.clear();
    const isDisturbed = this.timeline.around(killedAt, STEADY_MS).some(({ torment }) =>
      DISTURBING.has(torment.kind) ||
      (torment.kind === "faults" && torment.name === "frozen-camera")
    );
    for (const [id, { name, since }] of steady) {
      if (isDisturbed || killedAt - since < STEADY_MS) continue;
      const cut = await this.#cutShort(name, `${this.dataDir}/recordings/camera_${id}`, killedAt);
      if (cut !== undefined) this.cuts.push(cut);
    }
  }

  async #cutShort(camera: string, folder: string, killedAt: number): Promise<CutShort | undefined> {
    const file = newestIn(folder);
    if (file === undefined) return { camera, file: "none", killedAt, endsAt: null };
    const playMs = await durationOf(`${folder}/${file}`);
    if (playMs === null) return { camera, file, killedAt, endsAt: null };
    const ends = this.timeline.realTimes(startOf(file)).map((at) => at + playMs);
    // A clock that has jumped since the file was begun lets nobody say when that was.
    const endsAt = ends.toSorted((a, b) => Math.abs(killedAt - a) - Math.abs(killedAt - b))[0];
    return endsAt === undefined ? undefined : { camera, file, killedAt, endsAt };
  }
}

/** The file that was written last: names are of the control host's clock, which may have been an hour off. */
export function newestIn(folder: string): string | undefined {
  const files = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".mp4"))
    .map((name) => ({ name, writtenAt: Deno.statSync(`${folder}/${name}`).mtime?.getTime() ?? 0 }));
  return files.toSorted((one, other) => one.writtenAt - other.writtenAt).at(-1)?.name;
}

/** Milliseconds from the first picture to the end of the last; null where nothing can be played. */
async function durationOf(path: string): Promise<number | null> {
  try {
    const { packets } = await probe(path);
    const times = packets.map(({ pts_time }) => Number(pts_time));
    const last = packets.at(-1);
    if (last === undefined) return null;
    return 1_000 * (Math.max(...times) - Math.min(...times) + Number(last.duration_time || 0));
  } catch {
    return null;
  }
}

/** `20261121_101500.000.mp4`: when its first picture came in, in UTC. */
function startOf(file: string): string {
  const [, date = "", clock = ""] = /^(\d{8})_(\d{6}\.\d{3})\.mp4$/.exec(file) ?? [];
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)];
  const [hours, minutes, seconds] = [clock.slice(0, 2), clock.slice(2, 4), clock.slice(4)];
  return `${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`;
}
