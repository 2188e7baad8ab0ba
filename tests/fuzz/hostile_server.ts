import { once } from "node:events";
import { createServer, type Server } from "node:net";
import fc from "fast-check";
import { type Conversation, conversations, converse, noise } from "./attack.ts";
import { statusAnswers } from "./decoders/syncguard.ts";
import { bytesOf, woundedStreams } from "../protocols/video/wounded_streams.ts";

/** Somebody whom a control host dials, and who answers everything in another wrong way. */
export class HostileServer {
  /** Connections that were answered. */
  cases = 0;
  readonly #server: Server;

  private constructor(
    readonly address: string,
    private readonly next: () => Conversation,
  ) {
    this.#server = createServer((socket) => {
      this.cases++;
      void converse(socket, this.next());
    });
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** @param address of this machine, such as 127.0.0.9, as a host tells cameras apart by theirs */
  static async start(
    address: string,
    answers: fc.Arbitrary<Conversation>,
    seed: number,
  ): Promise<HostileServer> {
    let nextSeed = seed;
    const next = () => fc.sample(answers, { numRuns: 1, seed: nextSeed++ })[0] ?? SILENT;
    const server = new HostileServer(address, next);
    server.#server.listen(0, address);
    await once(server.#server, "listening");
    return server;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    await closed;
  }
}

const SILENT: Conversation = { pieces: [], ending: "silence", pauseMs: 0 };

/** Video that is hurt, or none at all. */
export const cameraStreams: fc.Arbitrary<Conversation> = conversations(
  fc.oneof({ weight: 9, arbitrary: woundedStreams.map(bytesOf) }, noise),
);

/** Answers to GET_STATUS, right, wrong, and without end. */
export const pollAnswers: fc.Arbitrary<Conversation> = conversations(statusAnswers);
