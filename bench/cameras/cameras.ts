import { Child } from "../displays/child.ts";

/** What the cameras can be told. */
export interface CameraOrders {
  /** Opens a free port of the loopback address for each; answers with the ports. */
  readonly open: (
    order: { readonly count: number; readonly codec: BenchCodec },
  ) => Promise<number[]>;
  /** Sends pictures; answers when all are sent. `speed` 1 is 30 a second. */
  readonly play: (order: PlayOrder) => Promise<PlayReport>;
}

export type BenchCodec = "h264" | "jpeg";

export interface PlayOrder {
  /** The first so many; the others stay idle. */
  readonly count: number;
  readonly seconds: number;
  readonly speed: number;
}

export interface PlayReport {
  /** Of all cameras and connections. */
  readonly frames: number;
  readonly bytes: number;
  /** Frames that were left out, because the server did not read what came before. */
  readonly skipped: number;
}

/** Starts the cameras in a process of their own. */
export function startCameras(): Child<CameraOrders> {
  return new Child<CameraOrders>("../cameras/camera.ts");
}
