import type { Socket } from "node:net";
import { encodeReport, STATUS_QUERY_BYTES } from "../../../protocols/syncguard/encoder.ts";
import { StatusAnswerDecoder } from "../../../protocols/syncguard/status_answer.ts";
import { dialErrorOf, type DialFailure, type DialTarget, dialTcp } from "../../tcp_dial.ts";
import { claimOf } from "./claimed_address.ts";
import { CONNECT_TIMEOUT_MS } from "./target_line.ts";
import type { SyncDigit } from "./sync_state.ts";

/** What the test button does. */
export interface TrialOptions {
  readonly target: DialTarget;
  /** Asks `GET_STATUS`, in place of sending. */
  readonly ask: boolean;
  /** What to send; undefined: the connection alone. */
  readonly digit: SyncDigit | undefined;
  readonly claim: string | null;
  /** Default: the guide's 5 s. */
  readonly timeoutMs?: number;
}

/**
 * What happened. `mute`: whoever listens says nothing to `GET_STATUS`. `otherAnswer`: what it says is no answer.
 * `hungUp`: it ends the connection.
 */
export type TrialOutcome =
  | { readonly ok: true; readonly tookMs: number; readonly sent?: string; readonly answer?: string }
  | {
    readonly ok: false;
    readonly failure: DialFailure | "mute" | "otherAnswer" | "hungUp";
    readonly detail: string;
  };

/** How long a server that hangs up at once gets to show it. */
const LINGER_MS = 300;
const MAX_SHOWN = 80;

/** Connects to the target and sends one line, or asks it one question; leaves nothing behind. Never rejects. */
export async function tryTarget(options: TrialOptions): Promise<TrialOutcome> {
  const { target, timeoutMs = CONNECT_TIMEOUT_MS } = options;
  const began = performance.now();
  let socket: Socket;
  try {
    socket = await dialTcp(target, timeoutMs);
  } catch (cause) {
    const { failure, detail } = dialErrorOf(cause);
    return { ok: false, failure, detail };
  }
  const tookMs = Math.round(performance.now() - began);
  try {
    return options.ask
      ? { ok: true, tookMs, answer: await askStatus(socket, timeoutMs) }
      : { ok: true, tookMs, ...await sendLine(socket, options) };
  } catch (cause) {
    if (cause instanceof TrialFailure) return { ok: false, ...cause.facts };
    const { failure, detail } = dialErrorOf(cause);
    return { ok: false, failure, detail };
  } finally {
    socket.destroy();
  }
}

class TrialFailure extends Error {
  constructor(
    readonly facts: { failure: "mute" | "otherAnswer" | "hungUp"; detail: string },
  ) {
    super(facts.detail);
  }
}

async function sendLine(socket: Socket, { digit, claim }: TrialOptions) {
  if (digit === undefined) return {};
  const line = encodeReport(claimOf(claim, socket.localAddress), digit);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, LINGER_MS);
    socket.once("close", () => {
      clearTimeout(timer);
      reject(new TrialFailure({ failure: "hungUp", detail: "" }));
    });
    socket.resume();
    socket.write(line);
  });
  return { sent: new TextDecoder().decode(line).trimEnd() };
}

function askStatus(socket: Socket, timeoutMs: number): Promise<string> {
  const decoder = new StatusAnswerDecoder();
  let heard = "";
  return new Promise((resolve, reject) => {
    const fail = (failure: "mute" | "otherAnswer" | "hungUp") => {
      clearTimeout(timer);
      reject(new TrialFailure({ failure, detail: heard.slice(0, MAX_SHOWN) }));
    };
    const timer = setTimeout(() => fail(heard === "" ? "mute" : "otherAnswer"), timeoutMs);
    socket.once("close", () => fail(heard === "" ? "hungUp" : "otherAnswer"));
    socket.on("data", (chunk: Uint8Array) => {
      heard += new TextDecoder().decode(chunk).slice(0, MAX_SHOWN);
      const answer = decoder.decode(chunk);
      if (answer === "garbage") return fail("otherAnswer");
      if (answer === "needMore") return;
      clearTimeout(timer);
      resolve(answer === "master" ? "Synced" : "Free");
    });
    socket.write(STATUS_QUERY_BYTES);
  });
}
