import { QUEUE_CAP_BYTES } from "../../actors/cameras/watcher.ts";
import type { Figure } from "../displays/figure.ts";
import { residentBytes } from "../displays/process_stat.ts";
import { type BenchCodec, startCameras } from "./cameras.ts";
import { startServer, type StreamPath } from "./servers.ts";
import { startViewers } from "./viewers.ts";

const LAZY_VIEWERS = 50;
/** Long enough for every queue to be at its cap, at four times a camera's rate. */
const SECONDS = 3;
const SPEED = 4;
const MEBIBYTE = 1024 * 1024;

const WAYS: readonly { name: string; codec: BenchCodec; path: StreamPath }[] = [
  { name: "stream.h264", codec: "h264", path: "pieces" },
  { name: "stream.mp4", codec: "h264", path: "frames" },
  { name: "relay", codec: "jpeg", path: "frames" },
];

/** What viewers cost that are connected and never read. */
export async function memory(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, codec, path } of WAYS) {
    const grown = await measure(codec, path);
    const each = grown / LAZY_VIEWERS;
    figures.push({
      arm: `memory of a viewer that never reads, ${name}`,
      figure: `${(each / MEBIBYTE).toFixed(2)} MiB`,
      target: `<= ${QUEUE_CAP_BYTES / MEBIBYTE} MiB, its cap`,
      met: each <= QUEUE_CAP_BYTES,
      remark: `${LAZY_VIEWERS} of them, ${(grown / MEBIBYTE).toFixed(0)} MiB in all, ` +
        `resident; viewers of one camera share what waits`,
    });
  }
  return figures;
}

/** Bytes by which the server has grown, with one viewer that reads as the one who has warmed it up. */
async function measure(codec: BenchCodec, path: StreamPath): Promise<number> {
  const cameras = startCameras();
  const ports = await cameras.call("open", { count: 1, codec });
  const { child, targets, pid } = await startServer("host", { cameras: ports, codec, path });
  const viewers = startViewers();
  await viewers.call("connect", { targets, each: 1, what: "read" });
  await cameras.call("play", { count: 1, seconds: SECONDS, speed: SPEED });
  const before = residentBytes(pid);
  await viewers.call("connect", { targets, each: LAZY_VIEWERS, what: "ignore" });
  await cameras.call("play", { count: 1, seconds: SECONDS, speed: SPEED });
  const grown = residentBytes(pid) - before;
  await viewers.stop();
  await child.stop();
  await cameras.stop();
  return Math.max(0, grown);
}
