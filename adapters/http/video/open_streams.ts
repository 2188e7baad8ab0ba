/** Streams at once: every browser tab and player on a site, with a tenfold reserve. */
const MAX_STREAMS = 1_024;
/** Of one token: a wall of monitors, and the pages of those who share it. */
const MAX_STREAMS_PER_OWNER = 256;
/** Between two looks whether those who watch still may, as for the event stream. */
const TICK_MS = 15_000;

/** Something that goes on for as long as somebody watches. */
export interface OpenStream {
  /** The id of the token that it was opened with. */
  readonly owner: string;
  /** It has ended, and waits for its peer to take what is left. */
  isOver(): boolean;
  /** False once the credential that opened the stream is not valid any more. */
  stillAllowed(): Promise<boolean>;
  /** Drops the connection, without waiting for it to take what is queued. */
  drop(reason: string): void;
}

/** Every stream of video that is open: their number is bounded, and none outlives its token. */
export class OpenStreams {
  readonly #maxStreams: number;
  /** With whether it was over at the last tick. */
  readonly #streams = new Map<OpenStream, boolean>();
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(maxStreams = MAX_STREAMS) {
    this.#maxStreams = maxStreams;
  }

  get size(): number {
    return this.#streams.size;
  }

  /** Takes a stream in; false when there are too many, in all or of its owner. */
  add(stream: OpenStream): boolean {
    if (this.#streams.size >= this.#maxStreams) return false;
    const own = [...this.#streams.keys()].filter(({ owner }) => owner === stream.owner).length;
    if (own >= MAX_STREAMS_PER_OWNER) return false;
    this.#streams.set(stream, false);
    this.#ticking ??= setInterval(() => this.tick(), TICK_MS);
    return true;
  }

  /** To be called once a stream's connection is gone. */
  remove(stream: OpenStream): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  /** Drops who does not come to the end, and who may not watch any more. */
  tick(): void {
    for (const [stream, wasOver] of [...this.#streams]) {
      const over = stream.isOver();
      this.#streams.set(stream, over);
      if (wasOver) stream.drop("It does not take the rest.");
      else if (!over) void this.#look(stream);
    }
  }

  /** Drops who may not watch any more; to be called as soon as some credential has ended. */
  lookAgain(): void {
    for (const stream of [...this.#streams.keys()]) void this.#look(stream);
  }

  /** Ends every stream, which would keep the server from closing. */
  close(): void {
    for (const stream of [...this.#streams.keys()]) stream.drop("The control host stops.");
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  async #look(stream: OpenStream): Promise<void> {
    // An actor that does not answer is no reason to cut anybody off.
    const allowed = await stream.stillAllowed().catch(() => true);
    if (!allowed && this.#streams.has(stream)) stream.drop("Its token is not valid any more.");
  }
}
