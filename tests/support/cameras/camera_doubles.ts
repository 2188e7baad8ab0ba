import type {
  CameraDialer,
  CameraFeed,
  CameraLink,
  LentMemory,
  Transcoder,
  TranscoderRun,
  Viewer,
  ViewerKind,
  ViewerUnit,
} from "../../../actors/cameras/link.ts";
import type {
  Recorder,
  RecordingSegment,
  RecordingStatus,
  RecordingStore,
} from "../../../actors/cameras/recording.ts";
import type { SensorReading } from "../../../protocols/discovery/events.ts";
import type {
  Codec,
  PictureFormat,
  VideoEvent,
  VideoFrame,
} from "../../../protocols/video/events.ts";

/** What cameras of these tests send, unless a test says otherwise. */
export const H264_PICTURE: PictureFormat = {
  codec: "h264",
  width: 1280,
  height: 720,
  framesPerSecond: 30,
  codecString: "avc1.64001f",
  profile: "High 3.1",
};

/** A camera of the fielded builds. */
export const JPEG_PICTURE: PictureFormat = {
  codec: "jpeg",
  width: 1920,
  height: 1080,
  framesPerSecond: null,
  codecString: null,
  profile: null,
};

/** A connection of which a test plays the far end. */
export class FakeCameraLink implements CameraLink {
  readonly id: string;
  /** What was said of the memory of its events. */
  readonly memorySaid: string[] = [];
  readonly memory: LentMemory = {
    letGo: (place) => void this.memorySaid.push(`let go ${place}`),
    keep: () => void this.memorySaid.push("keep"),
  };
  /** Place in the stream before which the link holds nothing. */
  settled = 0;
  #feed: CameraFeed | undefined;
  /** Why our side has closed it. */
  closedWith: string | undefined;
  #over = false;

  constructor(id: string, feed: (link: CameraLink) => CameraFeed) {
    this.id = id;
    this.#feed = feed(this);
  }

  close(reason: string): void {
    if (this.#over) return;
    this.closedWith = reason;
    this.#end(reason);
  }

  get open(): boolean {
    return !this.#over;
  }

  /** The camera ends the connection. */
  ends(reason = "the camera ended the connection"): void {
    if (!this.#over) this.#end(reason);
  }

  says(...events: readonly VideoEvent[]): Promise<void> | undefined {
    return this.#feed?.received(events, this.settled);
  }

  /** What a stream begins with. */
  begins(picture: PictureFormat = H264_PICTURE, parameterSets?: Uint8Array): void {
    const format = picture.codec === "jpeg" ? "lengthPrefixedJpeg" : "annexB";
    this.says({ type: "streamIdentified", format }, {
      type: "pictureDescribed",
      picture,
      ...(parameterSets === undefined ? {} : { parameterSets }),
    });
  }

  /** A whole picture of H.264, in one piece. */
  picture(label: string, size = label.length): void {
    const bytes = textBytes(label, size);
    const keyframe = label.startsWith("K");
    this.says(
      { type: "bytesArrived", bytes, begins: keyframe ? "keyframe" : "frame" },
      { type: "frameCompleted", frame: h264Frame(bytes, keyframe) },
    );
  }

  jpeg(label: string): void {
    const frame: VideoFrame = {
      codec: "jpeg",
      bytes: textBytes(label),
      keyframe: true,
      nalUnits: [],
    };
    this.says({ type: "frameCompleted", frame });
  }

  #end(reason: string): void {
    this.#over = true;
    this.#feed?.closed(reason);
  }
}

/** Bytes that a test can read; K… is a keyframe. */
export function textBytes(label: string, size = label.length): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set(new TextEncoder().encode(label).subarray(0, size));
  return bytes;
}

function h264Frame(bytes: Uint8Array, keyframe: boolean): VideoFrame {
  return { codec: "h264", bytes, keyframe, nalUnits: [] };
}

/** Cameras that accept, refuse or hang as told. */
export class FakeCameraDialer implements CameraDialer {
  /** By address; else everybody is refused. */
  readonly answers = new Map<string, "accept" | "refuse" | "hang">();
  otherwise: "accept" | "refuse" | "hang" = "refuse";
  readonly dialed: string[] = [];
  readonly links: FakeCameraLink[] = [];
  /** Releases each connect that hangs. */
  readonly hanging: (() => void)[] = [];

  async open(
    address: string,
    port: number,
    _timeoutMs: number,
    feed: (link: CameraLink) => CameraFeed,
  ): Promise<CameraLink> {
    this.dialed.push(`${address}:${port}`);
    const answer = this.answers.get(address) ?? this.otherwise;
    if (answer === "hang") await new Promise<void>((resolve) => this.hanging.push(resolve));
    if (answer === "refuse") throw new Error(`${address}:${port} refused the connection`);
    const link = new FakeCameraLink(`link-${this.links.length + 1}`, feed);
    this.links.push(link);
    return link;
  }

  /** The newest connection. */
  get link(): FakeCameraLink {
    const link = this.links.at(-1);
    if (link === undefined) throw new Error("nobody has connected");
    return link;
  }
}

/** Somebody who watches, and reads as fast as the test lets it. */
export class FakeViewer implements Viewer {
  readonly kind: ViewerKind;
  readonly takes: "pieces" | "frames";
  readonly codecs: readonly Codec[];
  readonly peerAddress = "192.0.2.9";
  readonly letsGo: boolean;
  readonly units: ViewerUnit[] = [];
  /** True: takes nothing off its queue. */
  stuck = false;
  queuedBytes = 0;
  keepAlives = 0;
  ended: string | undefined;

  constructor(
    readonly id: string,
    options: Partial<Pick<Viewer, "kind" | "takes" | "codecs" | "letsGo">> = {},
  ) {
    this.letsGo = options.letsGo ?? false;
    this.kind = options.kind ?? "websocket";
    this.takes = options.takes ?? "frames";
    this.codecs = options.codecs ?? ["h264"];
  }

  show(unit: ViewerUnit): void {
    this.units.push(unit);
    if (this.stuck) this.queuedBytes += unit.bytes.length;
  }

  keepAlive(): void {
    this.keepAlives++;
  }

  end(reason: string): void {
    this.ended ??= reason;
  }

  /** Everything that waited has left. */
  drain(): void {
    this.queuedBytes = 0;
  }

  /** What it was shown, as text. */
  get seen(): string[] {
    return this.units.map(({ bytes }) => new TextDecoder().decode(bytes).replaceAll("\0", ""));
  }
}

/** Makes a picture for each that it is fed, when the test says so. */
export class FakeTranscoder implements Transcoder {
  unavailable: string | null = null;
  readonly runs: FakeRun[] = [];

  start(made: (jpeg: Uint8Array) => void, ended: (reason: string) => void): TranscoderRun {
    const run = new FakeRun(made, ended);
    this.runs.push(run);
    return run;
  }

  /** The newest run. */
  get run(): FakeRun {
    const run = this.runs.at(-1);
    if (run === undefined) throw new Error("nothing was transcoded");
    return run;
  }
}

/** One conversion. */
export class FakeRun implements TranscoderRun {
  queuedBytes = 0;
  stopped = false;
  readonly fed: string[] = [];

  constructor(
    private readonly made: (jpeg: Uint8Array) => void,
    private readonly ended: (reason: string) => void,
  ) {}

  feed(bytes: Uint8Array): void {
    this.fed.push(new TextDecoder().decode(bytes));
  }

  makes(label: string): void {
    this.made(textBytes(label));
  }

  fails(reason: string): void {
    this.ended(reason);
  }

  stop(): void {
    this.stopped = true;
    this.ended("stopped");
  }
}

/** Recordings in memory. */
export class FakeRecordings implements RecordingStore {
  readonly recorders: FakeRecorder[] = [];
  readonly retained: number[] = [];
  /** True: a retention never ends. */
  neverRetained = false;
  /** What goes wrong with every recorder from now on. */
  problem: string | null = null;

  start(folder: string, startedAt: number): Recorder {
    const recorder = new FakeRecorder(folder, startedAt, this.problem);
    this.recorders.push(recorder);
    return recorder;
  }

  list(): Promise<readonly RecordingSegment[]> {
    return Promise.resolve([]);
  }

  remove(): Promise<boolean> {
    return Promise.resolve(false);
  }

  retain(now: number): Promise<void> {
    this.retained.push(now);
    return this.neverRetained ? new Promise(() => {}) : Promise.resolve();
  }

  /** The newest recorder. */
  get recorder(): FakeRecorder {
    const recorder = this.recorders.at(-1);
    if (recorder === undefined) throw new Error("nothing was recorded");
    return recorder;
  }
}

/** One recording of one connection. */
export class FakeRecorder implements Recorder {
  readonly written: string[] = [];
  readonly sensors: string[] = [];
  stopped = false;
  status: RecordingStatus;
  /** Set: a stop waits until it is called. */
  holdStop = false;
  finishStop: (() => void) | undefined;

  constructor(readonly folder: string, startedAt: number, problem: string | null) {
    this.status = { startedAt, segments: 0, bytes: 0, framesDropped: 0, problem };
  }

  write({ bytes }: ViewerUnit): void {
    if (this.stopped) throw new Error("written after its stop");
    this.written.push(new TextDecoder().decode(bytes).replaceAll("\0", ""));
    const { status } = this;
    if (status.problem !== null) return;
    this.status = { ...status, segments: 1, bytes: status.bytes + bytes.length };
  }

  writeSensor(sensor: string, reading: SensorReading): void {
    this.sensors.push(`${sensor} ${reading.sgp30}`);
  }

  async stop(): Promise<RecordingStatus> {
    this.stopped = true;
    if (this.holdStop) await new Promise<void>((resolve) => this.finishStop = resolve);
    return this.status;
  }
}
