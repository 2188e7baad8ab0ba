import type { Socket } from "node:net";
import type { Clock } from "../../actors/kernel/mod.ts";
import { PollError, type PollFailure, type PollLink } from "../../actors/sync_hosts/messages.ts";
import { STATUS_QUERY_BYTES } from "../../protocols/syncguard/encoder.ts";
import type { SyncState } from "../../protocols/syncguard/events.ts";
import { StatusAnswerDecoder } from "../../protocols/syncguard/status_answer.ts";
import { failureOf } from "./poll_failure.ts";

/** A question on its way. */
interface Asking {
  readonly timer: unknown;
  resolve(state: SyncState): void;
  reject(failure: PollError): void;
}

/**
 * A connection to a host that is polled. Answers carry no number, so after any failure, and after a word that
 * nobody asked for, the connection is closed: a late answer would be taken for the next one.
 */
export class SocketPollLink implements PollLink {
  readonly #answers = new StatusAnswerDecoder();
  #asking: Asking | undefined;
  #failure: PollError | undefined;

  /** @param where address and port, for messages @param socket connected, without listeners */
  constructor(
    private readonly socket: Socket,
    private readonly where: string,
    private readonly clock: Clock,
  ) {
    socket.on("data", (chunk: Uint8Array) => this.#receive(chunk));
    socket.on("error", (error) => this.#fail(failureOf(error, `The connection to ${where} broke`)));
    socket.on("end", () => this.#lost());
    socket.on("close", () => this.#lost());
  }

  ask(timeoutMs: number): Promise<SyncState> {
    if (this.#asking !== undefined) {
      return Promise.reject(new Error(`${this.where} has not answered the question before`));
    }
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      const timer = this.clock.setTimer(timeoutMs, () => {
        this.#failAs("timedOut", `gave no ${this.#answers.begun ? "whole " : ""}answer`, timeoutMs);
      });
      this.#asking = { timer, resolve, reject };
      this.socket.write(STATUS_QUERY_BYTES);
    });
  }

  close(): void {
    this.#failAs("closed", "was hung up");
  }

  #receive(chunk: Uint8Array): void {
    const answer = this.#answers.decode(chunk);
    if (answer === "garbage") return this.#failAs("garbage", "answered neither Synced nor Free");
    if (this.#asking === undefined) {
      const unasked = answer !== "needMore" || this.#answers.begun;
      return unasked ? this.#failAs("garbage", "spoke without being asked") : undefined;
    }
    if (answer !== "needMore") this.#takeQuestion()?.resolve(answer);
  }

  #lost(): void {
    this.#failAs(
      "closed",
      this.#answers.begun ? "closed within an answer" : "closed the connection",
    );
  }

  #failAs(failure: PollFailure, what: string, withinMs?: number): void {
    const within = withinMs === undefined ? "" : ` within ${withinMs} ms`;
    this.#fail(new PollError(failure, `${this.where} ${what}${within}`));
  }

  #fail(failure: PollError): void {
    this.#failure ??= failure;
    this.#takeQuestion()?.reject(failure);
    this.socket.destroy();
  }

  #takeQuestion(): Asking | undefined {
    const asking = this.#asking;
    this.#asking = undefined;
    if (asking !== undefined) this.clock.clearTimer(asking.timer);
    return asking;
  }
}
