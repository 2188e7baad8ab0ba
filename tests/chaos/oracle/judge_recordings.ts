import { broken, type Violation } from "./violation.ts";

/** The newest file of a camera that was recorded when the control host was killed. */
export interface CutShort {
  readonly camera: string;
  readonly file: string;
  /** Epoch ms of the real clock. */
  readonly killedAt: number;
  /** When the last picture in the file was taken, of the same clock; null: it cannot be played. */
  readonly endsAt: number | null;
}

/** A recording is whole up to the last two seconds before a kill. */
const LOST_AT_MOST_MS = 2_000;
/** From the camera to the recorder, and the rounding of names. */
const ROOM_MS = 500;

/** After so many kills, of which a third find calm, a recording was cut short by one of them. */
const ENOUGH_KILLS = 9;

/** What was recorded is there. @param kills in all: a long run that has seen no recording has proved nothing of them */
export function judgeRecordings(cuts: readonly CutShort[], kills: number): readonly Violation[] {
  if (cuts.length === 0 && kills >= ENOUGH_KILLS) {
    return [
      broken("a recording is cut short by a kill, so that it can be judged", `${kills} kills`),
    ];
  }
  return cuts.flatMap((cut) => {
    if (cut.endsAt === null) return [broken("a recording can be played", cut)];
    const lostMs = cut.killedAt - cut.endsAt;
    if (lostMs <= LOST_AT_MOST_MS + ROOM_MS) return [];
    return [broken("a recording loses two seconds at most", `${Math.round(lostMs)} ms`, cut)];
  });
}
