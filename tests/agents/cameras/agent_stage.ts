import {
  type CameraAgent,
  type CameraAgentOptions,
  startCameraAgent,
} from "../../../agents/cameras/camera_agent.ts";
import { Observers } from "../../../agents/displays/observers.ts";
import { JPEGS, picturesOf } from "../../protocols/video/streams.ts";
import { FakeSource } from "./fake_source.ts";

const PATIENCE_MS = 20_000;

/** An agent that runs, and what it says. */
export interface AgentStage {
  readonly agent: CameraAgent;
  readonly log: readonly string[];
  /** Looks after each line of the log. */
  said(pattern: RegExp): Promise<void>;
}

/** Runs a test on an agent on loopback, and stops it. */
export async function withAgent(
  options: Partial<CameraAgentOptions> & Pick<CameraAgentOptions, "source" | "brokerUrl">,
  run: (stage: AgentStage) => Promise<void>,
): Promise<void> {
  const log: string[] = [];
  const observers = new Observers(() => log.join("\n"));
  const agent = await startCameraAgent({
    framed: false,
    bind: "127.0.0.1",
    port: 0,
    advertise: null,
    silenceMs: 10_000,
    log: (level, sentence) => {
      log.push(`${level} ${sentence}`);
      observers.notify();
    },
    ...options,
  });
  try {
    await run({
      agent,
      log,
      said: (pattern) => observers.until(() => log.some((line) => pattern.test(line)), PATIENCE_MS),
    });
  } finally {
    await agent.stop();
  }
}

/** Nobody listens there: port 1 needs rights that no test has. */
export const NO_BROKER = "mqtt://127.0.0.1:1";

const H264 = picturesOf("plain.h264");

/** A source that plays twelve pictures over and over, at 100 a second. */
export class TapeSource extends FakeSource {
  #timer: ReturnType<typeof setInterval> | undefined;
  #pictures = 0;
  readonly #observers = new Observers(() => `${this.#pictures} pictures`);

  constructor(override readonly codec: "h264" | "jpeg" = "h264") {
    super();
  }

  override start(feed: Parameters<FakeSource["start"]>[0]): ReturnType<FakeSource["start"]> {
    const run = super.start(feed);
    const tape = this.codec === "h264" ? H264 : JPEGS;
    let at = 0;
    this.pause();
    this.#timer = setInterval(() => {
      feed.received(tape[at++ % tape.length] ?? new Uint8Array());
      this.#pictures++;
      this.#observers.notify();
    }, 10);
    return {
      stop: () => {
        this.pause();
        return run.stop();
      },
    };
  }

  /** So many more pictures have come. */
  brings(pictures: number): Promise<void> {
    const wanted = this.#pictures + pictures;
    return this.#observers.until(() => this.#pictures >= wanted, PATIENCE_MS);
  }

  /** It runs, and brings nothing. */
  pause(): void {
    clearInterval(this.#timer);
  }

  /** The run is over. */
  end(reason: string): void {
    this.pause();
    this.run.feed.ended(reason);
  }
}
