import assert from "node:assert/strict";
import {
  createScriptedCamera,
  type ScriptedCamera,
} from "../../../agents/cameras/scripted_camera.ts";
import { seededRandom } from "../../../agents/displays/random.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import type { Camera } from "../../../protocols/api/camera.ts";
import { concat, decodeAll, only, picturesOf, read } from "../../protocols/video/streams.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { cameraOnce, streams } from "../../support/cameras/found_camera.ts";
import { numberedJpegs, numberedPictures } from "../../support/cameras/numbered_pictures.ts";
import { SteadyViewer } from "../../support/cameras/steady_viewer.ts";

const PATIENCE_MS = 40_000;
const RATE = 30;
/** A second and a half: more than any healthy host is behind, even on a machine that is busy with other tests. */
const MAX_BEHIND = 45;
/** What one host may take for eleven cameras and a viewer: the pages of code and heap that it touches beside them. */
const MOST_GROWTH_BYTES = 256 * 1024 * 1024;

const H264 = numberedPictures(30);
const JPEGS = numberedJpegs(30);
const FOUR_GIGABYTES = Uint8Array.of(0xff, 0xff, 0xff, 0xff);

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

type Once = Parameters<Rude["test"]>[0];

/** It is not streaming, and says why in these words. */
function refusedFor(reason: RegExp): Rude["test"] {
  return async (once) => {
    await once((camera) => camera.stream !== "streaming" && reason.test(camera.reason));
  };
}

/** It goes from the one to the other, and is watched all the while. */
function changes(tape: readonly Uint8Array[], wanted: (camera: Camera) => boolean): Rude["test"] {
  return async (once: Once, camera) => {
    const before = await once((each) => streams(each) && !wanted(each));
    camera.tape = tape;
    await once((each) =>
      streams(each) && wanted(each) && each.figures.frames > before.figures.frames
    );
  };
}

const isOf = (format: Camera["format"]) => (camera: Camera) => camera.format === format;
const isWide = (width: number) => ({ picture }: Camera) => picture?.width === width;

/** What cameras do wrong, and what becomes of it. */
const RUDE: Readonly<Record<string, Rude>> = {
  "a length of 4 GB in mid-stream": {
    tape: JPEGS,
    async test(once, camera) {
      await once(streams);
      camera.send(FOUR_GIGABYTES);
      await once(({ reason }) => /length of 4294967295 bytes/.test(reason));
      assert.ok((await once(streams)).figures.connects > 1);
    },
  },
  "a length of 4 GB first of all": {
    tape: [concat(FOUR_GIGABYTES, new Uint8Array(60_000).fill(1))],
    test: refusedFor(/No picture in the first 524288 bytes/),
  },
  "bytes with no start code": {
    tape: [noise(60_000)],
    test: refusedFor(/No picture in the first 524288 bytes/),
  },
  "text": {
    tape: [
      new TextEncoder().encode("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".repeat(9)),
    ],
    test: refusedFor(/It speaks text: "HTTP\/1\.1 404 Not Found/),
  },
  "a picture that does not end": {
    tape: H264,
    async test(once, camera) {
      await once(streams);
      camera.tape = [new Uint8Array(400_000).fill(1)];
      await once(({ reason }) => /8388608/.test(reason));
    },
  },
  "a truncated SPS": { tape: truncated(), test: refusedFor(/no parameter sets that can be read/) },
  "nothing at all": { tape: [new Uint8Array()], test: refusedFor(/nothing has come for 5 s/) },
  "nothing but zeros": {
    tape: [new Uint8Array(65_536)],
    test: refusedFor(/no picture/),
  },
  "another size in mid-stream": {
    tape: H264,
    test: changes(picturesOf("resized.h264").slice(12), isWide(96)),
  },
  "JPEG in the middle of H.264": {
    tape: H264,
    test: changes(numberedJpegs(30, 400_000), isOf("lengthPrefixedJpeg")),
  },
  "H.264 in the middle of JPEG": { tape: JPEGS, test: changes(H264, isOf("annexB")) },
};

/** Bytes that are neither text nor zero, with no start code in them. */
function noise(length: number): Uint8Array {
  const random = seededRandom(length);
  return Uint8Array.from({ length }, () => 128 + Math.floor(random() * 128));
}

async function withCameras(
  tapes: Readonly<Record<string, readonly Uint8Array[]>>,
  test: (cameras: ReadonlyMap<string, ScriptedCamera>) => Promise<void>,
): Promise<void> {
  const cameras = new Map(
    Object.entries(tapes).map(([name, tape]) =>
      [name, createScriptedCamera({ tape, framesPerSecond: RATE })] as const
    ),
  );
  try {
    await Promise.all([...cameras.values()].map((camera) => camera.start()));
    await test(cameras);
  } finally {
    await Promise.all([...cameras.values()].map((camera) => camera.stop()));
  }
}

/** Bytes of memory that a process has in use. */
async function residentBytes(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
}

Deno.test("whatever cameras send, each is told of with its reason, and a healthy one's pictures come on time", (t) =>
  withDataDir((dataDir) => {
    const rude = Object.entries(RUDE);
    const tapes = Object.fromEntries(rude.map(([name, { tape }]) => [name, tape]));
    return withCameras({ Healthy: H264, ...tapes }, async (cameras) => {
      const configured = [...cameras].map(([name, { address, port }]) => ({ name, address, port }));
      const host = await ControlHostProcess.start(dataDir, { cameras: configured });
      try {
        await cameraOnce(host, "Healthy", PATIENCE_MS);
        const camera = cameras.get("Healthy") ?? assert.fail();
        const watched = { url: host.url, name: "Healthy", camera, maxBehind: MAX_BEHIND };
        const viewer = await SteadyViewer.join(watched);
        const before = await residentBytes(host.pid);
        await Promise.all(rude.map(([name, { test }]) =>
          t.step({
            name,
            fn: () =>
              test(
                (wanted) => cameraOnce(host, name, PATIENCE_MS, wanted),
                cameras.get(name) ?? assert.fail(),
              ),
            sanitizeOps: false,
            sanitizeResources: false,
            sanitizeExit: false,
          })
        ));
        await viewer.sees(RATE, PATIENCE_MS);
        viewer.leave();
        const grown = await residentBytes(host.pid) - before;
        assert.ok(grown < MOST_GROWTH_BYTES, `${grown} bytes more than before`);
        await t.step(`${viewer.mostBehind} pictures behind at most, ${grown} bytes`, () => {});
      } finally {
        await host.stop();
      }
    });
  }));
