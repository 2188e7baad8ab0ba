import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { concat } from "../protocols/video/streams.ts";

/** Where a fuzzer strikes. */
export interface Target {
  readonly port: number;
  /** The address that it comes from: limits are kept per address, and neighbours come from another one. */
  readonly from: string;
}

/** How a peer leaves: in order, in the middle of things, or by falling silent for a moment first. */
export type Ending = "end" | "reset" | "silence";

/** What one peer says, in pieces that arrive one after the other. */
export interface Conversation {
  readonly pieces: readonly Uint8Array[];
  readonly ending: Ending;
  /** Between two pieces: none, and the pieces may be read as one. */
  readonly pauseMs: number;
}

/** One peer that misbehaves; resolves when it is gone. Rejects with what the host must not have done. */
export type Attack = (target: Target) => Promise<void>;

/** A port of a control host, and what is done to it. */
export interface PortFuzzer {
  readonly name: string;
  /** The port's name in the start-up lines. */
  readonly port: string;
  /** Done once each before the random ones: the well-formed, cut at every place. */
  readonly exhaustive: readonly Attack[];
  readonly attacks: fc.Arbitrary<Attack>;
}

/** Longest that a host may take to close a connection that its peer has ended; then it is left to the limits. */
const FAREWELL_MS = 300;
/** Long enough for the host to read a piece by itself. */
const APART_MS = 2;
const SILENCE_MS = 40;

const endings = fc.constantFrom<Ending>("end", "reset", "reset", "silence");

/** Bytes, cut at up to five places. */
export function conversations(bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Conversation> {
  const places = fc.array(fc.nat(), { maxLength: 5 });
  return fc.record({
    pieces: fc.tuple(bytes, places).map(([whole, cuts]) => cutAt(whole, cuts)),
    ending: endings,
    pauseMs: fc.constantFrom(0, 0, APART_MS),
  });
}

/** The same bytes, once in two pieces for every place at which they can be cut. */
export function everySplit(bytes: Uint8Array): Attack[] {
  return Array.from(
    { length: bytes.length - 1 },
    (_, at) =>
      saying({
        pieces: [bytes.subarray(0, at + 1), bytes.subarray(at + 1)],
        ending: at % 2 === 0 ? "end" : "reset",
        pauseMs: APART_MS,
      }),
  );
}

/** A peer that dials and says it. */
export function saying(conversation: Conversation): Attack {
  return async ({ port, from }) => {
    const socket = connect({ host: "127.0.0.1", port, localAddress: from, noDelay: true });
    await converse(socket, conversation);
  };
}

/** Says it on a connection of either side, and leaves; whatever the other side does is an answer. */
export async function converse(socket: Socket, { pieces, ending, pauseMs }: Conversation) {
  const gone = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => {});
  socket.resume();
  for (const piece of pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    if (pauseMs > 0) await Promise.race([wait(pauseMs), gone]);
  }
  if (ending === "silence") await Promise.race([wait(SILENCE_MS), gone]);
  if (ending === "end") {
    socket.end();
    await Promise.race([wait(FAREWELL_MS), gone]);
  }
  if (ending === "reset") await Promise.race([flushed(socket), wait(FAREWELL_MS), gone]);
  if (!socket.destroyed) socket.resetAndDestroy();
  // A connection that the host has refused may never tell of its end.
  await Promise.race([wait(FAREWELL_MS), gone]);
}

function flushed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.write(new Uint8Array(), () => resolve()));
}

function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length];
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
}

/** One place at which bytes are hurt. */
export interface Wound {
  readonly at: number;
  readonly kind: "change" | "cut" | "twice" | "insert";
  readonly bytes: Uint8Array;
}

const wound: fc.Arbitrary<Wound> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom("change", "cut", "twice", "insert"),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }),
});

/** What is done to bytes: up to three places at which some are changed, missing, new, or there twice. */
export const wounds = fc.array(wound, { maxLength: 3 });

/** The bytes after that. */
export function hurt(bytes: Uint8Array, all: readonly Wound[]): Uint8Array {
  return all.reduce((left, { at, kind, bytes: other }) => {
    const from = at % (left.length + 1);
    const [head, tail] = [left.subarray(0, from), left.subarray(from)];
    switch (kind) {
      case "change":
        return concat(head, other.subarray(0, tail.length), tail.subarray(other.length));
      case "cut":
        return concat(head, tail.subarray(other.length));
      case "twice":
        return concat(head, left.subarray(Math.max(0, from - other.length)));
      case "insert":
        return concat(head, other, tail);
    }
  }, bytes);
}

/** Bytes that are hurt, or not. */
export function wounded(whole: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc.tuple(whole, wounds).map(([bytes, all]) => hurt(bytes, all));
}

/** Bytes without any form. */
export const noise = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 100_000 }))
    .map(([byte, length]) => new Uint8Array(length).fill(byte)),
);

const encoder = new TextEncoder();

/** A text's bytes. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}
