import {
  type ActorDefinition,
  type ActorRef,
  type ActorSystem,
  stop,
} from "../../../actors/kernel/mod.ts";
import type { Message, Round } from "../library.ts";
import { LEAVES, timeTree } from "../workloads/skynet.ts";

interface Part {
  readonly parent: ActorRef<Message> | undefined;
  readonly first: number;
  readonly size: number;
}

interface Sum {
  readonly part: Part;
  sum: number;
  left: number;
}

/** A tree of a million leaves: each node spawns its ten, adds up what they send, sends that up, and ends. */
export function skynet(system: ActorSystem): Round {
  return () =>
    timeTree((done) => {
      const part: Part = { parent: undefined, first: 0, size: LEAVES };
      system.spawn(node(done), part).tell({ type: "grow", n: 0 });
    });
}

function node(done: (sum: number) => void): ActorDefinition<Message, Sum, Part> {
  const up = ({ parent }: Part, n: number) => {
    if (parent === undefined) done(n);
    else parent.tell({ type: "sum", n });
    return stop("added up");
  };
  const definition: ActorDefinition<Message, Sum, Part> = {
    kind: "skynet",
    mailbox: { capacity: 16, whenFull: "fail" },
    init: (_, part) => ({ part, sum: 0, left: 10 }),
    handle(state, message, ctx) {
      const { part } = state;
      if (message.type === "sum") {
        state.sum += message.n;
        return --state.left === 0 ? up(part, state.sum) : undefined;
      }
      if (part.size === 1) return up(part, part.first);
      const size = part.size / 10;
      for (let i = 0; i < 10; i++) {
        const first = part.first + i * size;
        ctx.spawn(definition, { parent: ctx.self, first, size }).tell({ type: "grow", n: 0 });
      }
      return undefined;
    },
  };
  return definition;
}
