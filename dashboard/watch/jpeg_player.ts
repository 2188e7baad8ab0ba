import type { LiveVideo } from "./live_message.ts";
import { type Player, type PlayerFigures, Screen } from "./player.ts";

/** Shows JPEG pictures, the newest first: one that comes while another is decoded replaces any that waits. */
export class JpegPlayer implements Player {
  readonly name = "jpeg";
  readonly #screen = new Screen();
  readonly #figures = {
    decodedFrames: 0,
    droppedFrames: 0,
    shownReceivedAt: null as number | null,
  };
  #waiting: LiveVideo | undefined;
  #busy = false;
  #closed = false;

  get element(): HTMLElement {
    return this.#screen.element;
  }

  get figures(): PlayerFigures {
    return this.#figures;
  }

  take(video: LiveVideo): void {
    if (this.#waiting) this.#figures.droppedFrames++;
    this.#waiting = video;
    if (!this.#busy) void this.#decodeAll();
  }

  close(): void {
    this.#closed = true;
    this.#waiting = undefined;
  }

  async #decodeAll(): Promise<void> {
    this.#busy = true;
    for (let video = this.#next(); video; video = this.#next()) {
      try {
        this.#show(await createImageBitmap(new Blob([video.bytes], { type: "image/jpeg" })), video);
      } catch {
        // A picture that is damaged: the next one is on its way.
        this.#figures.droppedFrames++;
      }
    }
    this.#busy = false;
  }

  #next(): LiveVideo | undefined {
    const video = this.#waiting;
    this.#waiting = undefined;
    return video;
  }

  #show(image: ImageBitmap, { receivedAt }: LiveVideo): void {
    if (!this.#closed) {
      this.#figures.decodedFrames++;
      this.#figures.shownReceivedAt = receivedAt;
      this.#screen.draw(image, image.width, image.height);
    }
    image.close();
  }
}
