import assert from "node:assert/strict";
import { cameraPrograms } from "../../../agents/cameras/camera_programs.ts";

const WISH = {
  codec: "h264",
  width: 1_920,
  height: 1_080,
  framesPerSecond: 25,
  bitrateKbps: 8_000,
  keyframeEvery: 50,
} as const;

Deno.test("cameraPrograms() asks the present program first, and both for what viewers need", () => {
  const [present, former] = cameraPrograms(WISH, ["--rotation", "180"]);
  assert.deepEqual([present?.program, former?.program], ["rpicam-vid", "libcamera-vid"]);
  assert.deepEqual(present?.args, former?.args);
  assert.equal(
    present?.args.join(" "),
    "-t 0 --nopreview --flush --width 1920 --height 1080 --framerate 25 --codec h264 --inline " +
      "--profile baseline --bitrate 8000000 --intra 50 --rotation 180 -o -",
  );
});

Deno.test("cameraPrograms() asks for MJPEG without what belongs to H.264", () => {
  const [{ args } = { args: [] }] = cameraPrograms({ ...WISH, codec: "jpeg" }, []);
  assert.equal(
    args.join(" "),
    "-t 0 --nopreview --flush --width 1920 --height 1080 --framerate 25 --codec mjpeg -o -",
  );
});
