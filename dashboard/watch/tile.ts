/// <reference lib="dom" />
import { FrameRate } from "./frame_rate.ts";
import { JpegPlayer } from "./jpeg_player.ts";
import { LiveConnection, type LiveListener } from "./live_connection.ts";
import type { LivePicture, LiveStatus, LiveVideo } from "./live_message.ts";
import { MsePlayer, playsMp4 } from "./mse_player.ts";
import type { Player } from "./player.ts";
import { clockTime, type WatchTexts } from "./texts.ts";
import { TileView } from "./tile_view.ts";
import { hasWebCodecs, WebCodecsPlayer } from "./webcodecs_player.ts";

/** Between two looks at what is to be shown. */
const REFRESH_MS = 250;
/** Without a new picture for this long the last one is taken away: it would be mistaken for the present. */
const OLD_PICTURE_MS = 2_000;

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
  #connection: LiveConnection;
  #player: Player | undefined;
  #picture: LivePicture | undefined;
  #status: LiveStatus | undefined;
  #lost: { readonly since: number; readonly reason: string | null } | undefined;
  #refused: 401 | 404 | undefined;
  #failure: string | undefined;
  #withoutWebCodecs = !hasWebCodecs();
  #decodedFrames = 0;
  #lastPictureMs = 0;
  #lastPictureAt: number | null = null;

  constructor(name: string, camera: URL, texts: WatchTexts, owner: TileOwner) {
    this.view = new TileView(name, texts);
    this.#texts = texts;
    this.#owner = owner;
    this.#camera = camera;
    this.#connection = this.#connect();
    setInterval(() => this.#refresh(), REFRESH_MS);
    this.#refresh();
  }

  /** Begins again, for example with a session that is there now. */
  restart(): void {
    this.#refused = undefined;
    this.#reconnect();
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
    this.#picture = picture;
    this.#failure = undefined;
  }

  onVideo(video: LiveVideo): void {
    if (this.#failure !== undefined || this.#picture === undefined) return;
    const player = this.#player ??= this.#newPlayer(this.#picture);
    player?.take(video);
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
      this.#connection.stop();
      this.#owner.signInNeeded();
    }
    this.#refresh();
  }

  #connect(): LiveConnection {
    const as = this.#withoutWebCodecs ? "mp4" : "frames";
    const connection = new LiveConnection(this.#camera, as, this);
    connection.open();
    return connection;
  }

  #reconnect(): void {
    this.#connection.stop();
    this.#stopPlaying();
    this.#status = undefined;
    this.#connection = this.#connect();
  }

  #newPlayer(picture: LivePicture): Player | undefined {
    const failed = (why: string) => this.#playerFailed(why);
    if (picture.codec === "jpeg") return new JpegPlayer();
    if (picture.as === "frames") return new WebCodecsPlayer(picture, failed);
    if (playsMp4(picture)) return this.#prepared(new MsePlayer(picture, failed));
    this.#failure = `H.264 (${picture.codecString})`;
    return undefined;
  }

  #prepared(player: Player): Player {
    this.view.prepare(player.element);
    return player;
  }

  /** WebCodecs that cannot play it is no reason to give up: Media Source Extensions may. */
  #playerFailed(why: string): void {
    this.#stopPlaying();
    if (this.#withoutWebCodecs) this.#failure = why;
    else {
      this.#withoutWebCodecs = true;
      this.#reconnect();
    }
  }

  #stopPlaying(): void {
    this.#count();
    this.#player?.close();
    this.#player?.element.remove();
    this.#player = undefined;
    this.#playerFrames = 0;
  }

  #playerFrames = 0;

  /** Frames of this player and of those before it. */
  #count(): void {
    const frames = this.#player?.figures.decodedFrames ?? 0;
    if (frames <= this.#playerFrames) return;
    const more = frames - this.#playerFrames;
    this.#playerFrames = frames;
    this.#decodedFrames += more;
    this.#lastPictureMs = performance.now();
    this.#lastPictureAt = Date.now();
    this.#owner.decoded(more);
  }

  #refresh(): void {
    this.#count();
    const { dataset } = this.view.element;
    dataset.decodedFrames = String(this.#decodedFrames);
    dataset.player = this.#player?.name ?? "";
    const player = this.#player;
    const fresh = performance.now() - this.#lastPictureMs < OLD_PICTURE_MS;
    if (player && this.#playerFrames > 0 && fresh) this.#showLive(player);
    else this.view.notice(...this.#whyNot());
  }

  #showLive(player: Player): void {
    const { droppedFrames, shownReceivedAt } = player.figures;
    const { offsetMs } = this.#connection.clock;
    const known = offsetMs !== null && shownReceivedAt !== null;
    this.view.live(player.element);
    this.view.figures({
      framesPerSecond: this.#rate.read(this.#decodedFrames, performance.now()),
      size: `${this.#picture?.width}×${this.#picture?.height}`,
      latencyMs: known ? Math.max(0, Date.now() + offsetMs - shownReceivedAt) : null,
      droppedFrames: droppedFrames + (this.#status?.droppedFrames ?? 0),
    });
  }

  #whyNot(): [string, string] {
    const texts = this.#texts;
    if (this.#refused === 404) return [texts.noSuchCamera, ""];
    if (this.#lost) {
      return [texts.connectionLost(clockTime(this.#lost.since, texts)), this.#lost.reason ?? ""];
    }
    if (!this.#status) return [texts.connecting, ""];
    if (this.#failure !== undefined) return [texts.cannotPlay(this.#failure), ""];
    const { stream, since, reason } = this.#status;
    if (stream !== "streaming") {
      const when = texts.since(clockTime(since + this.#aheadMs(), texts));
      return [texts.stream[stream], reason === "" ? when : `${when}: ${reason}`];
    }
    if (this.#lastPictureAt === null) return [texts.stream.waiting, ""];
    return [texts.noPicture(clockTime(this.#lastPictureAt, texts)), ""];
  }

  /** From the control host's clock to ours, by which people go. */
  #aheadMs(): number {
    return -(this.#connection.clock.offsetMs ?? 0);
  }
}
