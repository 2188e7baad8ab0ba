/**
 * The camera guide's server: its two halves, stream and discovery, each of which goes on without the other. Source:
 * camera guide, sections 3 and 4.
 *
 * @example
 * ```ts
 * const agent = await startCameraAgent({
 *   source, // a VideoSource
 *   framed: false,
 *   bind: "0.0.0.0",
 *   port: 8000,
 *   brokerUrl: "mqtt://192.0.2.10:1883",
 *   advertise: null,
 *   silenceMs: 10_000,
 *   log: (level, sentence) => console.error(level, sentence),
 * });
 * await agent.stop();
 * ```
 * @module
 */
import { SYSTEM_CLOCK } from "../../actors/kernel/clock.ts";
import type { Clock } from "../../actors/kernel/mod.ts";
import type { PictureFormat } from "../../protocols/video/events.ts";
import type { AgentLog } from "../agent_log.ts";
import { DiscoveryAnswerer } from "./discovery_answerer.ts";
import { h264Units, jpegUnits, type PictureNotes, type PictureUnits } from "./picture_units.ts";
import { SourceKeeper } from "./source_keeper.ts";
import { StreamServer } from "./stream_server.ts";
import type { VideoSource } from "./video_source.ts";

/** Which camera to be. */
export interface CameraAgentOptions {
  readonly source: VideoSource;
  /** A length before each picture; JPEG always has one. */
  readonly framed: boolean;
  readonly bind: string;
  /** 0: any free one. */
  readonly port: number;
  /** `mqtt://` or `mqtts://`. */
  readonly brokerUrl: string;
  /** What to answer; null: `bind`, or what the machine uses towards the broker where that is any address. */
  readonly advertise: string | null;
  /** A source that brings no picture for so long is started again. */
  readonly silenceMs: number;
  readonly log: AgentLog;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: `Math.random`. */
  readonly random?: () => number;
}

/** A camera agent that runs. */
export interface CameraAgent {
  readonly sourceName: string;
  /** The bound one. */
  readonly port: number;
  /** Who watches now. */
  readonly viewers: number;
  /** Answers to those who look for cameras, since the beginning. */
  readonly answers: number;
  /** Starts of the source, since the beginning. */
  readonly runs: number;
  /** Ends discovery, then the viewers, then the source. */
  stop(): Promise<void>;
}

/**
 * Starts one. Rejects with {@link SourceUnavailable} when the source can never be started, and with the system's error
 * when the port cannot be had; a broker that is away is waited for.
 */
export async function startCameraAgent(options: CameraAgentOptions): Promise<CameraAgent> {
  const agent = new RunningAgent(options);
  await agent.start();
  return agent;
}

/** While nobody watches, pictures are looked for so often: enough for a source that must not be silent for seconds. */
const LOOK_MS = 1_000;

const ANY_ADDRESS: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

class RunningAgent implements CameraAgent {
  readonly #options: CameraAgentOptions;
  readonly #server: StreamServer;
  readonly #keeper: SourceKeeper;
  readonly #discovery: DiscoveryAnswerer;
  #units: PictureUnits;
  /** Told once, not at every restart of the source. */
  #described = "";
  /** Monotonic milliseconds, while nobody watches. */
  #lookAt = -Infinity;

  constructor(options: CameraAgentOptions) {
    const { clock = SYSTEM_CLOCK, random = Math.random, log, source, framed } = options;
    const { bind, port, silenceMs, brokerUrl } = options;
    this.#options = options;
    const rule = source.codec === "jpeg" ? "latest" : "toKeyframe";
    const isFramed = framed || source.codec === "jpeg";
    this.#server = new StreamServer({ address: bind, port, rule, framed: isFramed, clock, log });
    this.#keeper = new SourceKeeper({ source, silenceMs, clock, random, log }, {
      began: () => this.#began(),
      received: (bytes) => this.#received(bytes),
      lost: () => this.#server.sourceLost(),
    });
    const advertise = options.advertise ?? (ANY_ADDRESS.has(bind) ? null : bind);
    this.#discovery = new DiscoveryAnswerer({ brokerUrl, advertise, clock, random, log });
    this.#units = this.#newUnits();
  }

  get sourceName(): string {
    return this.#options.source.name;
  }
  get port(): number {
    return this.#server.port;
  }
  get viewers(): number {
    return this.#server.viewers.length;
  }
  get answers(): number {
    return this.#discovery.answers;
  }
  get runs(): number {
    return this.#keeper.runs;
  }

  async start(): Promise<void> {
    await this.#server.listen();
    try {
      this.#keeper.start();
    } catch (cause) {
      await this.#server.close();
      throw cause;
    }
    this.#discovery.start();
  }

  async stop(): Promise<void> {
    await this.#discovery.stop();
    await this.#server.close();
    await this.#keeper.stop();
  }

  #newUnits(): PictureUnits {
    const { source, framed } = this.#options;
    return source.codec === "jpeg" ? jpegUnits() : h264Units(framed, this.#notes);
  }

  get #notes(): PictureNotes {
    const { source, log } = this.#options;
    return {
      described: (picture) => this.#describe(picture),
      violated: (detail) => log("warn", `${source.name} cannot be read: ${detail}`),
    };
  }

  #describe({ width, height, profile, framesPerSecond }: PictureFormat): void {
    const rate = framesPerSecond === null ? "" : `, ${framesPerSecond} frames per second`;
    const sentence = `pictures of ${width} × ${height}, H.264 ${profile}${rate}`;
    if (sentence !== this.#described) this.#options.log("info", sentence);
    this.#described = sentence;
  }

  #began(): void {
    this.#units = this.#newUnits();
    this.#server.sourceBegan();
  }

  #received(bytes: Uint8Array): undefined {
    if (!this.#server.watched && this.#units.maySkip) return this.#leaveOut(bytes);
    const units = this.#units.push(bytes);
    if (units.length > 0) this.#keeper.pictureCame();
    for (const unit of units) this.#server.show(unit);
  }

  /** Nobody watches: it is enough to know now and then that pictures come. */
  #leaveOut(bytes: Uint8Array): undefined {
    this.#units.skip();
    const { clock = SYSTEM_CLOCK, silenceMs } = this.#options;
    const now = clock.monotonicMs();
    if (now < this.#lookAt || !this.#units.holdsPicture(bytes)) return;
    this.#lookAt = now + Math.min(LOOK_MS, silenceMs / 4);
    this.#keeper.pictureCame();
  }
}
