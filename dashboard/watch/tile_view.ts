import type { Absence } from "./absence.ts";
import type { WatchTexts } from "./texts.ts";

/** What stands below a picture. Null: nothing to say. */
export interface TileFigures {
  readonly framesPerSecond: number;
  readonly size: string;
  readonly latencyMs: number | null;
  readonly droppedFrames: number;
}

/** The elements of one camera: its picture, or what is to be said in its place, and a line of figures. */
export class TileView {
  readonly element = make("section", "camera");
  readonly #screen = make("div", "screen");
  readonly #notice = make("div", "notice");
  readonly #headline = make("strong", "");
  readonly #detail = make("span", "");
  readonly #name = make("h2", "name");
  readonly #state = make("span", "state");
  readonly #figures = make("span", "figures");
  readonly #texts: WatchTexts;

  constructor(name: string, texts: WatchTexts) {
    this.#texts = texts;
    this.#notice.setAttribute("role", "status");
    this.#notice.append(this.#headline, this.#detail);
    this.#screen.append(this.#notice);
    const bar = make("div", "bar");
    bar.append(this.#name, this.#state, this.#figures, this.#fullScreenButton());
    this.element.append(this.#screen, bar);
    this.name = name;
  }

  set name(name: string) {
    this.#name.textContent = name;
  }

  /** Shows pictures: nothing stands in front of them. */
  live(picture: HTMLElement): void {
    if (picture.parentElement !== this.#screen) this.#screen.prepend(picture);
    this.element.dataset.state = "live";
    this.#notice.hidden = true;
    this.#state.textContent = this.#texts.live;
  }

  /** Says something in place of the picture, which is taken away: an old one would look like a new one. */
  notice({ headline, detail }: Absence): void {
    for (const old of this.#screen.querySelectorAll("canvas, video")) old.remove();
    this.element.dataset.state = "gone";
    this.#notice.hidden = false;
    setText(this.#headline, headline);
    setText(this.#detail, detail);
    setText(this.#state, this.#texts.gone);
    setText(this.#figures, "");
  }

  /** Keeps a player's element in the page before its first picture: a video that is in no page may not play. */
  prepare(picture: HTMLElement): void {
    if (picture.parentElement !== this.#screen) this.#screen.prepend(picture);
  }

  figures({ framesPerSecond, size, latencyMs, droppedFrames }: TileFigures): void {
    const { latency, latencyHint, dropped } = this.#texts;
    const parts = [`${framesPerSecond.toFixed(1)} fps`, size];
    if (latencyMs !== null) parts.push(`${latency} ${Math.round(latencyMs)} ms`);
    if (droppedFrames > 0) parts.push(dropped(droppedFrames));
    setText(this.#figures, parts.filter((part) => part !== "").join(" · "));
    this.#figures.title = latencyHint;
  }

  #fullScreenButton(): HTMLElement {
    const button = make("button", "full");
    button.type = "button";
    button.title = this.#texts.fullScreen;
    button.setAttribute("aria-label", this.#texts.fullScreen);
    button.addEventListener("click", () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void this.element.requestFullscreen().catch(() => {});
    });
    return button;
  }
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  return element;
}

/** A status that is written again, though it is the same, would be read out again. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
