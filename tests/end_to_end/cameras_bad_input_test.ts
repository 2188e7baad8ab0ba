import assert from "node:assert/strict";
import { createScriptedCamera, type ScriptedCamera } from "../../agents/cameras/scripted_camera.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import type { Camera } from "../../protocols/api/camera.ts";
import { concat, cutAt, only, decodeAll, read } from "../protocols/video/streams.ts";
import { ControlHostProcess } from "../support/control_host_process.ts";
import { cameraOnce, streams } from "../support/found_camera.ts";
import { numberedJpegs, numberedPictures } from "../support/numbered_pictures.ts";
import { SteadyViewer } from "../support/steady_viewer.ts";

const PATIENCE_MS = 40_000;
const RATE = 30;
/** A second and a half: more than any healthy host is behind, even on a machine that is busy with other tests. */
const MAX_BEHIND = 45;
/** What one host may take for eleven cameras and a viewer: the pages of code and heap that it touches beside them. */
const MOST_GROWTH_BYTES = 256 * 1024 * 1024;

const H264 = numberedPictures(30);
const JPEGS = numberedJpegs(30);
const FOUR_GIGABYTES = Uint8Array.of(0xff, 0xff, 0xff, 0xff);

/** A stream in pieces of 4 KiB, as cameras write it. */
function pieces(bytes: Uint8Array): Uint8Array[] {
  return cutAt(bytes, Array.from({ length: Math.floor(bytes.length / 4_096) }, (_, n) => n * 4_096));
}

/** Pictures whose sequence parameter sets end in the middle. */
function truncated(): Uint8Array[] {
  const units = only(decodeAll([read("plain.h264")]), "frameCompleted")
    .flatMap(({ frame }) => frame.nalUnits);
  const cut = units.map((unit) => ((unit[0] ?? 0) & 31) === 7 ? unit.subarray(0, 6) : unit);
  return cut.map((unit) => concat(Uint8Array.of(0, 0, 0, 1), unit));
}

interface Rude {
  readonly tape: readonly Uint8Array[];
  /** What becomes of it, with the camera's cooperation. */
  readonly test: (
    once: (wanted: (camera: Camera) => boolean) => Promise<Camera>,
    camera: ScriptedCamera,
  ) => Promise<void>;
}

/** It is not streaming, and says why in these words. */
function refusedFor(reason: RegExp): Rude["test"] {
  return async (once) => {
    await once((camera) => camera.stream !== "streaming" && reason.test(camera.reason));
  };
}

const RUDE: Readonly<Record<string, Rude>> = {
  "a length of 4 GB": {
    tape: [concat(FOUR_GIGABYTES, new Uint8Array(1_000).fill(0x55))],
    test: refusedFor(/./),
  },
};
