import type { Handle, Library, Message, Round } from "../library.ts";
import { rateOf, Tally } from "../timing.ts";

const BATCH = 102_400;

/** Sixteen messages of different shapes: to the engine, as many types. */
const SHAPES: readonly ((n: number) => Message)[] = [
  (n) => ({ type: "registered", n }),
  (n) => ({ type: "renamed", n, name: "a" }),
  (n) => ({ type: "heartbeat", n, at: n }),
  (n) => ({ type: "closed", n, reason: "quiet" }),
  (n) => ({ type: "ordered", n, id: n, what: "stop" }),
  (n) => ({ n, type: "answered" }),
  (n) => ({ n, type: "measured", celsius: 20 }),
  (n) => ({ n, type: "moved", x: 1, y: 2 }),
  (n) => ({ type: "resized", width: 3, height: 4, n }),
  (n) => ({ type: "listed", names: SHAPES, n }),
  (n) => ({ type: "failed", cause: undefined, n }),
  (n) => ({ id: n, type: "queued", n }),
  (n) => ({ id: n, type: "sent", n, again: false }),
  (n) => ({ at: n, type: "timed", n }),
  (n) => ({ at: n, type: "kept", n, until: n }),
  (n) => ({ urgent: true, type: "raised", n }),
];

/** Sixteen handlers, each a function of its own: the runtime's call of a handler cannot be of one kind. */
const BEHAVIOURS: readonly Handle<Tally>[] = [
  (tally, { n }) => tally.count(n),
  (tally, { n }) => tally.count(n + 1),
  (tally, { n }) => tally.count(n - 2),
  (tally, { n }) => tally.count(n ^ 3),
  (tally, { n }) => tally.count(n | 4),
  (tally, { n }) => tally.count(n & 5),
  (tally, { n }) => tally.count(n >> 6),
  (tally, { n }) => tally.count(n << 1),
  (tally, { n }) => tally.count(8 - n),
  (tally, { n }) => tally.count(9 ^ n),
  (tally, { n }) => tally.count(-n),
  (tally, { n }) => tally.count(~n),
  (tally, { n }) => tally.count(n % 12),
  (tally, { n }) => tally.count(n + 13),
  (tally, { n }) => tally.count(n - 14),
  (tally, { n, type }) => tally.count(n + type.length),
];

/** Each of sixteen kinds of actor gets each of sixteen kinds of message. */
export async function behaviours<R>(library: Library<R>): Promise<Round> {
  const { send } = library;
  const tally = new Tally();
  const refs = await Promise.all(BEHAVIOURS.map((handle) => library.define(handle)(tally)));
  return rateOf(BATCH, () => {
    const done = tally.expect(BATCH);
    for (let n = 0; n < BATCH; n++) {
      const make = SHAPES[n & 15] as (n: number) => Message;
      send(refs[(n >> 4) & 15] as R, make(n));
    }
    return done;
  });
}
