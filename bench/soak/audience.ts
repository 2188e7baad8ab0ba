import { request } from "node:http";
import { Api } from "../../tests/support/api/api.ts";

/** Who is there beside the fleet: somebody who watches every camera, and somebody who gives orders. */
export interface Audience {
  /** Bytes of video that have come, one number for each camera. */
  readonly received: readonly number[];
  /** Orders that were given, and those that were refused. */
  readonly orders: { readonly given: number; readonly refused: number };
  leave(): void;
}

/** One order a second: far more than people give. */
const ORDER_MS = 1_000;
/**
 * To a few displays in turn, so that the hundred lines that are kept of each are full within five minutes. Given to all
 * of them, orders fill a kilobyte or two of one display after the other for hours, which looks like a leak and is none.
 */
const ORDERED_DISPLAYS = 8;
const EXECUTE = { action: "execute", command: "D:\\show\\Stage.exe -dc_node=Node_1 -fullscreen" };

/** Opens a stream of each camera, and begins to give orders to displays. */
export async function gatherAudience(
  url: string,
  token: string,
  displays: readonly string[],
): Promise<Audience> {
  const api = new Api(url, token);
  type Cameras = { readonly items: readonly { readonly id: number }[] };
  const { items } = await api.call<Cameras>("/api/v1/cameras");
  const received = items.map(() => 0);
  const streams = items.map(({ id }, index) => {
    const path = `${url}/api/v1/cameras/${id}/stream.h264`;
    const asked = request(path, { headers: { Authorization: `Bearer ${token}` } }, (answer) => {
      answer.on("data", (chunk: Uint8Array) => {
        received[index] = (received[index] ?? 0) + chunk.length;
      });
      answer.on("error", () => {});
    });
    asked.on("error", () => {});
    asked.end();
    return asked;
  });
  const orders = { given: 0, refused: 0 };
  const timer = setInterval(() => void order(), ORDER_MS);
  async function order(): Promise<void> {
    const turn = orders.given++;
    const name = displays[Math.floor(turn / 2) % ORDERED_DISPLAYS] ?? "";
    try {
      await api.order(name, turn % 2 === 0 ? EXECUTE : { action: "stop" });
    } catch {
      orders.refused++;
    }
  }
  return {
    received,
    orders,
    leave() {
      clearInterval(timer);
      for (const stream of streams) stream.destroy();
    },
  };
}
