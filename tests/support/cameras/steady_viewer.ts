import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { get, type IncomingMessage } from "node:http";
import type { ScriptedCamera } from "../../../agents/cameras/scripted_camera.ts";
import { Observers } from "../../../agents/displays/observers.ts";
import { ADMIN_TOKEN } from "../host_settings.ts";

const PATIENCE_MS = 20_000;
/** One is on its way, and one is being made. */
const CAUGHT_UP = 2;

/** What is watched, and how strictly. */
export interface SteadyViewerOptions {
  /** `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly name: string;
  readonly camera: ScriptedCamera;
  /** Pictures that the camera may have sent and the viewer not yet got. */
  readonly maxBehind: number;
}

/**
 * A healthy viewer of a healthy camera: every byte of `stream.h264` is held against the camera's tape, so that no
 * picture may be missing, and counted against what the camera has sent, so that none may come late.
 */
export class SteadyViewer {
  /** Most pictures that it was behind the camera, once it was up with it. */
  mostBehind = 0;
  received = 0;
  #behind = Infinity;
  #caughtUp = false;
  #failure: string | undefined;
  #offset = 0;
  #expected: Uint8Array;
  /** The picture on the tape that comes now; undefined before the first. */
  #position: number | undefined;
  #playedBefore = 0;
  #answer: IncomingMessage | undefined;
  readonly #observers = new Observers(() => `${this.received} pictures, ${this.#failure}`);

  private constructor(private readonly options: SteadyViewerOptions) {
    this.#expected = new Uint8Array();
  }

  /** Resolves when it has caught up with the camera: what there is since the last keyframe comes at once. */
  static async join(options: SteadyViewerOptions): Promise<SteadyViewer> {
    const viewer = new SteadyViewer(options);
    await viewer.#open();
    const settled = () => viewer.#failure !== undefined || viewer.#behind <= CAUGHT_UP;
    await viewer.#observers.until(settled, PATIENCE_MS);
    assert.equal(viewer.#failure, undefined);
    viewer.#caughtUp = true;
    return viewer;
  }

  /** Resolves after so many more pictures. Rejects when any picture since it joined was missing or late. */
  async sees(pictures: number, timeoutMs: number): Promise<void> {
    const until = this.received + pictures;
    const settled = () => this.#failure !== undefined || this.received >= until;
    await this.#observers.until(settled, timeoutMs);
    assert.equal(this.#failure, undefined);
  }

  leave(): void {
    this.#answer?.destroy();
  }

  #open(): Promise<void> {
    const { url, name } = this.options;
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    return new Promise((resolve, reject) => {
      const request = get(`${url}/api/v1/cameras/${name}/stream.h264`, { headers }, (answer) => {
        this.#answer = answer;
        if (answer.statusCode !== 200) return reject(new Error(`status ${answer.statusCode}`));
        answer.on("data", (chunk: Uint8Array) => this.#take(chunk));
        answer.on("error", () => {});
        answer.once("close", () => this.#fail("the stream ended"));
        resolve();
      });
      request.once("error", reject);
    });
  }

  #take(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && this.#failure === undefined;) {
      if (this.#offset === this.#expected.length) this.#next(chunk.subarray(at));
      const length = Math.min(this.#expected.length - this.#offset, chunk.length - at);
      const part = this.#expected.subarray(this.#offset, this.#offset + length);
      if (Buffer.compare(part, chunk.subarray(at, at + length)) !== 0) {
        return this.#fail(`picture ${this.#position} of the tape is not what came`);
      }
      at += length;
      this.#offset += length;
    }
    this.#observers.notify();
  }

  /** A picture begins: the one behind the last, or the first of all, which is found on the tape. */
  #next(rest: Uint8Array): void {
    const { camera: { tape, played }, maxBehind } = this.options;
    if (this.#position === undefined) {
      this.#position = tape.findIndex((picture) => begins(picture, rest));
      if (this.#position < 0) return this.#fail("what came first is nowhere on the tape");
      // How far back the last keyframe was when it joined.
      this.#playedBefore = played - ((played - 1 - this.#position) % tape.length);
    } else {
      this.#position = (this.#position + 1) % tape.length;
      this.received++;
    }
    this.#expected = tape[this.#position] ?? new Uint8Array();
    this.#offset = 0;
    this.#behind = played - this.#playedBefore - this.received;
    if (!this.#caughtUp) return;
    this.mostBehind = Math.max(this.mostBehind, this.#behind);
    if (this.#behind > maxBehind) this.#fail(`${this.#behind} pictures behind the camera`);
  }

  #fail(failure: string): void {
    this.#failure ??= failure;
    this.#observers.notify();
  }
}

function begins(picture: Uint8Array, bytes: Uint8Array): boolean {
  const length = Math.min(picture.length, bytes.length);
  return Buffer.compare(picture.subarray(0, length), bytes.subarray(0, length)) === 0;
}
