import {
  type ActorDefinition,
  type ActorRef,
  type ActorSystem,
  stop,
  topic,
} from "../../../actors/kernel/mod.ts";
import type { Lives, Message } from "../library.ts";
import { Tally } from "../timing.ts";

type Churn = Readonly<Record<string, (times: number) => Promise<void>>>;

const CHILD: ActorDefinition<Message, number> = {
  kind: "child",
  mailbox: { capacity: 64, whenFull: "fail" },
  init: () => 0,
  handle: () => stop("told"),
};

/** Children under one parent, which hears of their end. */
export function livesOf(system: ActorSystem): Lives {
  const tally = new Tally();
  let children: ActorRef<Message>[] = [];
  const pool = system.spawn<Message, number, void>(
    {
      kind: "pool",
      mailbox: { capacity: 1024, whenFull: "fail" },
      init: () => 0,
      handle(_, { type, n }, ctx) {
        const named = type === "named";
        for (let i = 0; i < n; i++) {
          children.push(
            named ? ctx.spawn(CHILD, undefined, { key: `${i}` }) : ctx.spawn(CHILD, undefined),
          );
        }
        tally.count(n);
      },
      signal: () => tally.count(1),
    },
    undefined,
    { key: "pool" },
  );
  const spawnAll = (type: string, n: number) => {
    children = [];
    const done = tally.expect(1);
    pool.tell({ type, n });
    return done;
  };
  return {
    spawnMany: (count) => spawnAll("spawn", count),
    spawnNamed: (count) => spawnAll("named", count),
    stopAll() {
      const done = tally.expect(children.length);
      for (const child of children) child.tell({ type: "stop", n: 0 });
      return done;
    },
  };
}

/** What else must leave nothing behind: watches, and subscriptions of actors that have ended or not. */
export function churnOf(system: ActorSystem): Churn {
  const idle = system.spawn(CHILD, undefined, { key: "watched" });
  const events = topic<number>("benchmark.events");
  const tally = new Tally();
  const watcher = system.spawn<Message, number, void>(
    {
      kind: "watcher",
      mailbox: { capacity: 64, whenFull: "fail" },
      init: () => 0,
      handle(_, { n }, ctx) {
        for (let i = 0; i < n; i++) {
          ctx.watch(idle);
          ctx.unwatch(idle);
        }
        tally.count(1);
      },
      signal: () => {},
    },
    undefined,
    { key: "watcher" },
  );
  return {
    watches(times) {
      const done = tally.expect(1);
      watcher.tell({ type: "watch", n: times });
      return done;
    },
    subscriptions(times) {
      for (let i = 0; i < times; i++) system.subscribe(events, () => {})();
      return Promise.resolve();
    },
  };
}
