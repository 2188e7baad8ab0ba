import type { ActorDefinition, ActorRef, ActorSystem } from "../../../actors/kernel/mod.ts";
import type { Message, Start } from "../library.ts";

type Ref = ActorRef<Message>;

/** An order to start one more child, with the way to hand out its reference. */
interface Spawn extends Message {
  readonly state: unknown;
  readonly spawned: (ref: Ref) => void;
}

/**
 * Starts actors under a parent of their own, whose storm breaker is set as wide as it goes: it exists to slow such a
 * storm down, and the restarts themselves are what is timed.
 */
export function crashPool<S, M extends Message>(
  system: ActorSystem,
  definition: ActorDefinition<M, S, S>,
): Start<S, Ref> {
  const pool = system.spawn<Spawn, number, void>(
    {
      kind: "crashPool",
      mailbox: { capacity: 1024, whenFull: "fail" },
      supervision: { strategy: "pool", storm: { children: 10_000 } },
      init: () => 0,
      handle(count, { state, spawned }, ctx) {
        spawned(ctx.spawn(definition, state as S, { key: `${count}` }) as Ref);
        return count + 1;
      },
    },
    undefined,
    { key: "crashPool" },
  );
  return (state) =>
    new Promise((spawned) => void pool.tell({ type: "spawn", n: 0, state, spawned }));
}
