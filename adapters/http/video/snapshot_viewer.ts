import type { Viewer, ViewerUnit } from "../../../actors/cameras/link.ts";
import { NothingToSee } from "./stream_viewer.ts";

/** A viewer that wants one JPEG picture. */
export class SnapshotViewer implements Viewer {
  readonly id = crypto.randomUUID();
  readonly kind = "snapshot";
  readonly takes = "frames";
  readonly codecs = ["jpeg"] as const;
  /** One picture is all it ever takes. */
  readonly queuedBytes = 0;
  readonly #picture = Promise.withResolvers<Uint8Array>();

  constructor(readonly peerAddress: string) {
    // Nobody may be waiting yet.
    this.#picture.promise.catch(() => {});
  }

  /** The first picture; rejects with {@link NothingToSee} when none comes within `timeoutMs`. */
  async picture(timeoutMs: number): Promise<Uint8Array> {
    const timer = setTimeout(() => this.end("No picture came in time."), timeoutMs);
    return await this.#picture.promise.finally(() => clearTimeout(timer));
  }

  show({ bytes }: ViewerUnit): void {
    this.#picture.resolve(bytes);
  }

  keepAlive(): void {}

  end(reason: string): void {
    this.#picture.reject(new NothingToSee(reason));
  }
}
