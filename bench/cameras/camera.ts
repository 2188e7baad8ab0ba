/**
 * The cameras: each sends the same second of pictures over and over, with the time of sending in each.
 *
 * @module
 */
import { createServer, type Server, type Socket } from "node:net";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { takeOrders } from "../displays/child.ts";
import type { CameraOrders, PlayOrder, PlayReport } from "./cameras.ts";
import { epochMicroseconds } from "./epoch.ts";
import { FRAMES_PER_SECOND, syntheticH264, syntheticJpeg } from "./synthetic_video.ts";
import type { SyntheticSecond } from "./synthetic_video.ts";

/** While nothing is played, a frame in this time keeps a camera from being taken for dead. */
const IDLE_INTERVAL_MS = 1_000;
/** More than this waits in no camera: it leaves the frame out. */
const MAX_WAITING_BYTES = 1_000_000;

class Camera {
  readonly server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #second: SyntheticSecond;
  #next = 0;

  constructor(second: SyntheticSecond) {
    this.#second = second;
    this.server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => this.#sockets.delete(socket));
    });
  }

  /** Sends the next frame; adds to the report. */
  send(report: { -readonly [K in keyof PlayReport]: PlayReport[K] }): void {
    const { frames, stamp } = this.#second;
    const frame = frames[this.#next++ % frames.length];
    if (frame === undefined) return;
    stamp(frame, epochMicroseconds());
    for (const socket of this.#sockets) {
      if (socket.writableLength > MAX_WAITING_BYTES) {
        report.skipped++;
        continue;
      }
      socket.write(frame);
      report.frames++;
      report.bytes += frame.length;
    }
  }
}

let cameras: Camera[] = [];
let playing = false;

setInterval(() => {
  if (!playing) { for (const camera of cameras) camera.send({ frames: 0, bytes: 0, skipped: 0 }); }
}, IDLE_INTERVAL_MS);

/** Frames of several cameras are spread over the interval, as those of real ones are. */
async function play({ count, seconds, speed }: PlayOrder): Promise<PlayReport> {
  const report = { frames: 0, bytes: 0, skipped: 0 };
  const total = Math.round(seconds * speed * FRAMES_PER_SECOND) * count;
  const perMs = speed * FRAMES_PER_SECOND * count / 1_000;
  playing = true;
  const began = performance.now();
  for (let sent = 0; sent < total;) {
    await pause(1);
    const due = Math.min(total, (performance.now() - began) * perMs);
    for (; sent < due; sent++) cameras[sent % count]?.send(report);
  }
  playing = false;
  return report;
}

await takeOrders<CameraOrders>({
  open({ count, codec }) {
    const make = codec === "h264" ? syntheticH264 : syntheticJpeg;
    cameras = Array.from({ length: count }, () => new Camera(make()));
    return Promise.all(cameras.map(({ server }) =>
      new Promise<number>((resolve) => {
        server.listen(0, "127.0.0.1", () => {
          const address = server.address();
          resolve(address !== null && typeof address === "object" ? address.port : 0);
        });
      })
    ));
  },
  play,
});
process.exit(0);
