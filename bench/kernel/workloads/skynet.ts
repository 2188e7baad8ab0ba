import type { Library, Message, Round, Start } from "../library.ts";
import { now, perSecond } from "../timing.ts";

/** Actors at the lowest level of the tree, each of which brings its number. */
export const LEAVES = 1_000_000;

/** One actor of the tree. */
interface Node<R> {
  readonly parent: R | undefined;
  self: R | undefined;
  readonly first: number;
  readonly size: number;
  sum: number;
  left: number;
}

/** What all rounds are about: a sum, and so a proof that no leaf was lost. */
export async function timeTree(
  grow: (done: (sum: number) => void) => void,
  leaves = LEAVES,
): Promise<{ readonly rate: number }> {
  const began = now();
  const sum = await new Promise<number>(grow);
  const tookMs = now() - began;
  if (sum !== leaves * (leaves - 1) / 2) throw new Error(`the tree added up to ${sum}`);
  // The leaves and the nodes above them: 10⁶ + 10⁵ + … + 1.
  return { rate: perSecond((leaves * 10 - 1) / 9, tookMs) };
}

/** A tree of a million leaves: each node starts ten, adds up what they send, sends that up, and ends. */
export function skynet<R>(library: Library<R>): Promise<Round> {
  const leaves = library.leaves ?? LEAVES;
  return Promise.resolve(() => timeTree((done) => growTree(library, leaves, done), leaves));
}

function growTree<R>(library: Library<R>, leaves: number, done: (sum: number) => void): void {
  const { send } = library;
  const up = (node: Node<R>, n: number) => {
    if (node.parent === undefined) done(n);
    else send(node.parent, { type: "sum", n });
    if (node.self !== undefined) library.retire(node.self);
  };
  const start: Start<Node<R>, R> = library.define((node: Node<R>, message: Message) => {
    if (message.type === "sum") {
      node.sum += message.n;
      if (--node.left === 0) up(node, node.sum);
    } else if (node.size === 1) up(node, node.first);
    else {
      const size = node.size / 10;
      for (let i = 0; i < 10; i++) begin(node.self, node.first + i * size, size);
    }
  });
  const begin = (parent: R | undefined, first: number, size: number) => {
    const node: Node<R> = { parent, self: undefined, first, size, sum: 0, left: 10 };
    const grow = (self: R) => {
      node.self = self;
      send(self, { type: "grow", n: 0 });
    };
    const self = start(node);
    if (self instanceof Promise) void self.then(grow);
    else grow(self);
  };
  begin(undefined, 0, leaves);
}
