// @ts-types="@types/ws"
import { WebSocket } from "ws";
import type { CancelWait, Waits } from "../../waits.ts";
import { type DialProblem, explainDial, explainStatus, finalProblem } from "./dial_problem.ts";
import { eitherField, readFrame, type WireFrame } from "./wire_frame.ts";

/** What a link tells its owner. `ended` comes once, and nothing after it. */
export interface ServerLinkEvents {
  /** The server has let the agent in. */
  registered(): void;
  /** A frame that can be read; acknowledgements of the registration as well. */
  heard(frame: WireFrame & { readonly type: string }): void;
  /** @param problem why, where it was not simply closed */
  ended(code: number, problem: DialProblem | null): void;
}

/** How to dial. */
export interface LinkDial {
  /** `ws://` or `wss://`, with its path. */
  readonly url: string;
  readonly token: string | null;
  /** PEM text of whom to trust; null: whom the system trusts. */
  readonly ca: string | null;
  readonly register: WireFrame;
  readonly waits: Waits;
}

/** Fielded builds give the server so long. */
const REGISTER_WITHIN_MS = 5_000;
/** The same library limits as theirs: one message, and the answer to a close. */
const MAX_MESSAGE_BYTES = 10_485_760;
const CLOSE_TIMEOUT_MS = 5_000;
/** Connection and TLS together; three lost packets in a row fit in. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** Keep-alive of the fielded builds: a ping every 20 s, and 10 s for its answer. */
const PING_MS = 20_000;
const PONG_WITHIN_MS = 10_000;
/** More than that waits only for a server that reads nothing; its pongs will be missed soon. */
const MAX_QUEUED_BYTES = 8 * 1_024 * 1_024;

/**
 * One connection to the server, from dialling to its end. Usable as soon as the server acknowledges the registration,
 * or says anything else but a refusal: servers written from the guide alone know no registration.
 */
export class ServerLink {
  readonly #dial: LinkDial;
  readonly #events: ServerLinkEvents;
  readonly #socket: WebSocket;
  readonly #timers: CancelWait[] = [];
  /** Asked for and not answered, oldest first, behind so many that were. */
  readonly #probes: (() => void)[] = [];
  #answered = 0;
  #cancelSilence: CancelWait | undefined;
  #registered = false;
  #problem: DialProblem | null = null;

  constructor(dial: LinkDial, events: ServerLinkEvents) {
    this.#dial = dial;
    this.#events = events;
    const { url, token, ca } = dial;
    // `closeTimeout` is unknown to the library's types.
    const options = {
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      maxPayload: MAX_MESSAGE_BYTES,
      closeTimeout: CLOSE_TIMEOUT_MS,
      headers: token === null ? {} : { Authorization: `Token ${token}` },
      ...(ca === null ? {} : { ca }),
    };
    this.#socket = new WebSocket(url, options);
    this.#listen(this.#socket);
  }

  /** Bytes that the network has not taken yet. */
  get queuedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** False when there is nobody to hear it. */
  send(text: string): boolean {
    const open = this.#registered && this.#socket.readyState === this.#socket.OPEN;
    if (!open || this.#socket.bufferedAmount > MAX_QUEUED_BYTES) return false;
    this.#socket.send(text);
    return true;
  }

  /** Calls back when everything said so far has come to the server's machine; never, when the link ends before. */
  probe(arrived: () => void): void {
    this.#probes.push(arrived);
    this.#ping();
  }

  /** A clean end; `ended` is still called. */
  close(): void {
    this.#socket.close(1000);
    if (!this.#registered) this.#socket.terminate();
  }

  #listen(socket: WebSocket): void {
    socket.on("open", () => this.#opened());
    socket.on("message", (data) => this.#read(data.toString()));
    socket.on("pong", (data) => this.#ponged(Number(data.toString())));
    socket.on("error", (error) => this.#problem ??= explainDial(error));
    socket.on("unexpected-response", (_request, { statusCode = 0 }) => {
      this.#problem = explainStatus(statusCode);
      socket.terminate();
    });
    socket.on("close", (code) => {
      for (const cancel of this.#timers) cancel();
      this.#cancelSilence?.();
      this.#events.ended(code, this.#problem);
    });
  }

  #opened(): void {
    const { register, waits } = this.#dial;
    this.#socket.send(JSON.stringify(register));
    this.#timers.push(
      waits.after(REGISTER_WITHIN_MS, () => {
        if (!this.#registered) this.#giveUp("the registration was not acknowledged within 5 s");
      }),
      waits.every(PING_MS, () => this.#ping()),
    );
  }

  #read(text: string): void {
    this.#alive();
    const frame = readFrame(text);
    if (frame === undefined) return;
    if (!this.#registered && !this.#letIn(frame)) return;
    this.#events.heard(frame);
  }

  #letIn(frame: WireFrame & { readonly type: string }): boolean {
    const status = eitherField(frame, "status") ?? "success";
    if (frame.type === "error" || (frame.type === "register_ack" && status !== "success")) {
      const words = eitherField(frame, "detail") ?? eitherField(frame, "message") ?? status;
      this.#giveUp(`it refused the registration: ${String(words).slice(0, 200)}`);
      return false;
    }
    this.#registered = true;
    this.#events.registered();
    return true;
  }

  /** The number of probes that were asked for before it travels with a ping. */
  #ping(): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.ping(String(this.#answered + this.#probes.length));
    this.#cancelSilence ??= this.#dial.waits.after(
      PONG_WITHIN_MS,
      () => this.#giveUp("nothing was heard for 10 s, a ping included"),
    );
  }

  #ponged(asked: number): void {
    this.#alive();
    while (this.#answered < asked && this.#probes.length > 0) {
      this.#answered++;
      this.#probes.shift()?.();
    }
  }

  #alive(): void {
    this.#cancelSilence?.();
    this.#cancelSilence = undefined;
  }

  #giveUp(sentence: string): void {
    this.#problem ??= finalProblem(sentence);
    this.#socket.terminate();
  }
}
