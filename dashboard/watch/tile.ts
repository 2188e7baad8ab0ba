import { absenceOf } from "./absence.ts";
import { FrameRate } from "./frame_rate.ts";
import { JpegPlayer } from "./jpeg_player.ts";
import { LiveConnection, type LiveListener } from "./live_connection.ts";
import type { LivePicture, LiveStatus, LiveVideo } from "./live_message.ts";
import { MsePlayer, playsMp4 } from "./mse_player.ts";
import type { Player } from "./player.ts";
import type { WatchTexts } from "./texts.ts";
import { TileView } from "./tile_view.ts";
import { hasWebCodecs, WebCodecsPlayer } from "./webcodecs_player.ts";

/** Between two looks at what is to be shown. */
const REFRESH_MS = 250;
/** Without a new picture for this long the last one is taken away: it would be mistaken for the present. */
const OLD_PICTURE_MS = 2_000;

/** Before the first connection. */
const NO_CLOCK = { offsetMs: null } as const;

/** What a tile asks of the page around it. */
export interface TileOwner {
  /** There is no session, or no more. */
  signInNeeded(): void;
  /** Decoded frames have come. */
  decoded(frames: number): void;
}

/** One camera: its connection, its player, and what is said of both. */
export class Tile implements LiveListener {
  readonly view: TileView;
  readonly #texts: WatchTexts;
  readonly #owner: TileOwner;
  readonly #camera: URL;
  readonly #rate = new FrameRate();
  readonly #refreshing: ReturnType<typeof setInterval>;
  #connection: LiveConnection | undefined;
  #player: Player | undefined;
  #picture: LivePicture | undefined;
  /** The head of the MP4 that comes, for every player that begins in the middle of it. */
  #init: LiveVideo | undefined;
  #status: LiveStatus | undefined;
  #lost: { readonly since: number; readonly reason: string | null } | undefined;
  #refused: 401 | 404 | undefined;
  #failure: string | undefined;
  #withoutWebCodecs = !hasWebCodecs();
  #decodedFrames = 0;
  #playerFrames = 0;
  /** What a player leaves out while it begins says nothing. */
  #droppedAtFirst = 0;
  #lastPictureMs = 0;
  #lastPictureAt: number | null = null;

  constructor(name: string, camera: URL, texts: WatchTexts, owner: TileOwner) {
    this.view = new TileView(name, texts);
    this.#texts = texts;
    this.#owner = owner;
    this.#camera = camera;
    this.#refreshing = setInterval(() => this.#refresh(), REFRESH_MS);
    this.#refresh();
  }

  /** Connects; again, with a session that is there now. */
  start(): void {
    this.#refused = this.#lost = undefined;
    this.#connection?.stop();
    this.#stopPlaying();
    this.#status = undefined;
    const as = this.#withoutWebCodecs ? "mp4" : "frames";
    this.#connection = new LiveConnection(this.#camera, as, this);
    this.#connection.open();
  }

  /** Streams no more until it is started again: nobody sees it. */
  pause(): void {
    this.#connection?.stop();
    this.#connection = undefined;
    this.#stopPlaying();
    this.#status = undefined;
  }

  /** Ends it for good. */
  close(): void {
    clearInterval(this.#refreshing);
    this.pause();
  }

  onStatus(status: LiveStatus): void {
    this.#lost = this.#refused = undefined;
    this.#status = status;
    this.view.name = status.name;
    if (status.stream !== "streaming") this.#stopPlaying();
    this.#refresh();
  }

  onPicture(picture: LivePicture): void {
    this.#stopPlaying();
    this.#init = undefined;
    this.#picture = picture;
    this.#failure = undefined;
  }

  onVideo(video: LiveVideo): void {
    if (video.kind === "init") this.#init = video;
    if (this.#failure !== undefined || this.#picture === undefined) return;
    this.#player ??= this.#newPlayer(this.#picture);
    if (video.kind !== "init") this.#player?.take(video);
  }

  onLost(reason: string | null): void {
    this.#stopPlaying();
    this.#status = undefined;
    this.#lost ??= { since: Date.now(), reason };
    this.#refresh();
  }

  onRefused(status: 401 | 404): void {
    this.#refused = status;
    if (status === 401) {
      this.#connection?.stop();
      this.#owner.signInNeeded();
    }
    this.#refresh();
  }

  #newPlayer(picture: LivePicture): Player | undefined {
    const failed = (why: string) => this.#playerFailed(why);
    if (picture.codec === "jpeg") return new JpegPlayer();
    if (picture.as === "frames") return new WebCodecsPlayer(picture, failed);
    if (!this.#init) return undefined;
    if (playsMp4(picture)) return this.#newMsePlayer(picture, this.#init, failed);
    this.#failure = `H.264 (${picture.codecString})`;
    return undefined;
  }

  #newMsePlayer(picture: LivePicture, init: LiveVideo, failed: (why: string) => void): Player {
    const player = new MsePlayer(picture, failed);
    // A video that is in no page may not play.
    this.view.prepare(player.element);
    player.take(init);
    return player;
  }

  /** WebCodecs that cannot play it is no reason to give up: Media Source Extensions may. */
  #playerFailed(why: string): void {
    this.#stopPlaying();
    if (this.#withoutWebCodecs) this.#failure = why;
    else {
      this.#withoutWebCodecs = true;
      this.start();
    }
  }

  #stopPlaying(): void {
    this.#count();
    this.#player?.close();
    this.#player?.element.remove();
    this.#player = undefined;
    this.#playerFrames = 0;
  }

  /** Frames of this player and of those before it. */
  #count(): void {
    const frames = this.#player?.figures.decodedFrames ?? 0;
    if (frames <= this.#playerFrames) return;
    const more = frames - this.#playerFrames;
    if (this.#playerFrames === 0) this.#droppedAtFirst = this.#dropped();
    this.#playerFrames = frames;
    this.#decodedFrames += more;
    this.#lastPictureMs = performance.now();
    this.#lastPictureAt = Date.now();
    this.#owner.decoded(more);
  }

  #dropped(): number {
    return (this.#player?.figures.droppedFrames ?? 0) + (this.#status?.droppedFrames ?? 0);
  }

  #refresh(): void {
    this.#count();
    const { dataset } = this.view.element;
    dataset.decodedFrames = String(this.#decodedFrames);
    dataset.droppedFrames = String(this.#dropped() - this.#droppedAtFirst);
    dataset.player = this.#player?.name ?? "";
    const player = this.#player;
    const fresh = performance.now() - this.#lastPictureMs < OLD_PICTURE_MS;
    if (player && this.#playerFrames > 0 && fresh) this.#showLive(player);
    else this.#showAbsence();
  }

  #showLive(player: Player): void {
    const { shownReceivedAt } = player.figures;
    const { offsetMs } = this.#connection?.clock ?? NO_CLOCK;
    const known = offsetMs !== null && shownReceivedAt !== null;
    this.view.live(player.element);
    this.view.figures({
      framesPerSecond: this.#rate.read(this.#decodedFrames, performance.now()),
      size: `${this.#picture?.width}×${this.#picture?.height}`,
      latencyMs: known ? Math.max(0, Date.now() + offsetMs - shownReceivedAt) : null,
      droppedFrames: this.#dropped() - this.#droppedAtFirst,
    });
  }

  #showAbsence(): void {
    this.view.notice(absenceOf({
      status: this.#status,
      lost: this.#lost,
      refused: this.#refused,
      failure: this.#failure,
      lastPictureAt: this.#lastPictureAt,
      clockOffsetMs: this.#connection?.clock.offsetMs ?? 0,
    }, this.#texts));
  }
}
