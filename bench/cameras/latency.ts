import { type Figure, milliseconds } from "../displays/figure.ts";
import { type BenchCodec, startCameras } from "./cameras.ts";
import { type ServerKind, startServer, type StreamPath } from "./servers.ts";
import { FRAMES_PER_SECOND } from "./synthetic_video.ts";
import { type DelayReport, startViewers } from "./viewers.ts";

const VIEWERS = 10;
const WARM_UP_SECONDS = 1;
const SECONDS = 3;
/** What may be added to bytes that are passed through, and to frames that are whole when they come. */
const TARGET_MS = 5;

/** A way through the host. */
interface Way {
  readonly name: string;
  readonly codec: BenchCodec;
  readonly path: StreamPath;
  readonly targetMs: number;
}

const WAYS: readonly Way[] = [
  { name: "H.264 as it comes", codec: "h264", path: "pieces", targetMs: TARGET_MS },
  { name: "JPEG by relay", codec: "jpeg", path: "frames", targetMs: TARGET_MS },
  {
    name: "whole H.264 pictures",
    codec: "h264",
    path: "frames",
    // Raw H.264 does not say that a picture is whole before the next one begins.
    targetMs: 1_000 / FRAMES_PER_SECOND + TARGET_MS,
  },
];

/** From the camera's write to the viewer's read, at 30 frames a second. */
export async function latency(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const peers = {
    h264: await measure("bare", "h264", "pieces"),
    jpeg: await measure("bare", "jpeg", "pieces"),
  };
  for (const { name, codec, path, targetMs } of WAYS) {
    const host = await measure("host", codec, path);
    const bare = peers[codec];
    figures.push({
      arm: `camera to viewer, ${name}, p99`,
      figure: milliseconds(host.p99),
      peer: milliseconds(bare.p99),
      target: `<= ${milliseconds(targetMs)} more`,
      met: host.p99 - bare.p99 <= targetMs,
      remark: `p50 ${milliseconds(host.p50)}, bare node:net ${milliseconds(bare.p50)}; ` +
        `${host.count} frames, slowest ${milliseconds(host.slowest)}`,
    });
  }
  return figures;
}

async function measure(
  kind: ServerKind,
  codec: BenchCodec,
  path: StreamPath,
): Promise<DelayReport> {
  const cameras = startCameras();
  const ports = await cameras.call("open", { count: 1, codec });
  const { child, targets } = await startServer(kind, { cameras: ports, codec, path });
  const viewers = startViewers();
  await viewers.call("connect", { targets, each: VIEWERS, what: "look" });
  await cameras.call("play", { count: 1, seconds: WARM_UP_SECONDS, speed: 1 });
  await viewers.call("delays", null);
  await cameras.call("play", { count: 1, seconds: SECONDS, speed: 1 });
  const report = await viewers.call("delays", null);
  await viewers.stop();
  await child.stop();
  await cameras.stop();
  return report;
}
