import type { Library, Message, Round } from "../library.ts";
import { rateOf, Tally } from "../timing.ts";

const BATCH = 100_000;
const SENDERS = 100;
const RING = 1000;

/** One actor is sent a hundred thousand messages at once. */
export async function tell<R>(library: Library<R>): Promise<Round> {
  const { send } = library;
  const tally = new Tally();
  const to = await library.define(countIn)(tally);
  return rateOf(BATCH, () => {
    const done = tally.expect(BATCH);
    for (let n = 0; n < BATCH; n++) send(to, { type: "add", n });
    return done;
  });
}

/** A hundred actors send a thousand messages each to one. */
export async function fanIn<R>(library: Library<R>): Promise<Round> {
  const { send } = library;
  const tally = new Tally();
  const to = await library.define(countIn)(tally);
  const start = library.define((receiver: { readonly to: R }, { n }: Message) => {
    for (let i = 0; i < n; i++) send(receiver.to, { type: "add", n: i });
  });
  const senders = await Promise.all(Array.from({ length: SENDERS }, () => start({ to })));
  return rateOf(BATCH, () => {
    const done = tally.expect(BATCH);
    for (const sender of senders) send(sender, { type: "go", n: BATCH / SENDERS });
    return done;
  });
}

/** Two actors send one message to and fro. */
export async function pingPong<R>(library: Library<R>): Promise<Round> {
  return await relay(library, 2);
}

/** A thousand actors in a circle pass one message on. */
export async function ring<R>(library: Library<R>): Promise<Round> {
  return await relay(library, RING);
}

interface Link<R> {
  next: R | undefined;
  readonly tally: Tally;
}

/** A message counts its own hops down, and stops where it reaches nought. */
async function relay<R>(library: Library<R>, actors: number): Promise<Round> {
  const { send } = library;
  const tally = new Tally();
  const start = library.define((link: Link<R>, { n }: Message) => {
    if (n === 0 || link.next === undefined) link.tally.count(1);
    else send(link.next, { type: "hop", n: n - 1 });
  });
  const links = Array.from({ length: actors }, (): Link<R> => ({ next: undefined, tally }));
  const refs = await Promise.all(links.map((link) => start(link)));
  links.forEach((link, i) => link.next = refs[(i + 1) % actors]);
  const first = refs[0] as R;
  return rateOf(BATCH, () => {
    const done = tally.expect(1);
    send(first, { type: "hop", n: BATCH - 1 });
    return done;
  });
}

function countIn(tally: Tally, { n }: Message): void {
  tally.count(n);
}
