import type { LiveVideo } from "./live_message.ts";

/** What a player has done so far. */
export interface PlayerFigures {
  readonly decodedFrames: number;
  /** Left out because this machine was too slow. */
  readonly droppedFrames: number;
  /** Age of the picture on the screen by the control host's clock: its arrival there, epoch ms. Null: none yet. */
  readonly shownReceivedAt: number | null;
}

/** Shows the video of one camera in an element of its own. */
export interface Player {
  readonly name: "webcodecs" | "mse" | "jpeg";
  readonly element: HTMLElement;
  readonly figures: PlayerFigures;
  take(video: LiveVideo): void;
  /** Shows nothing any more, and frees what it holds. */
  close(): void;
}

/** A canvas to draw on, in the size of what is drawn. */
export class Screen {
  readonly element = document.createElement("canvas");
  readonly #context = this.element.getContext("2d", { alpha: false });

  draw(image: CanvasImageSource, width: number, height: number): void {
    if (this.element.width !== width) this.element.width = width;
    if (this.element.height !== height) this.element.height = height;
    this.#context?.drawImage(image, 0, 0, width, height);
  }
}
