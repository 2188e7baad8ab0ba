import { dispatch, query, type Ref, spawn, start, stop } from "nact";
import type { Handle, Library, Lives, Message, Start } from "../library.ts";
import { Tally } from "../timing.ts";

type NactRef = Ref<Message>;

interface Next extends Message {
  readonly asker: Ref<number>;
}

const TIMEOUT_MS = 5000;

let spawned = 0;

/** nact: actors in the style of Akka; each message has a turn of the event loop. */
export function openNact(): Library<NactRef> {
  const system = start();
  const begin = <S, M>(step: (state: S, message: M) => S, initialState: S): NactRef =>
    // The names it makes up by itself are short enough to collide in a large tree.
    spawn(system, step, `${++spawned}`, { initialState, onCrash: (_, __, ctx) => ctx.reset });
  const define = <S, M extends Message>(handle: Handle<S, M>): Start<S, NactRef> => {
    const step = (state: S, message: M): S => {
      handle(state, message);
      return state;
    };
    return (state) => begin(step, state);
  };
  return {
    missing: { heap: "a million starts and stops take too long" },
    define,
    fragile: define,
    send: dispatch,
    answering: () =>
      begin((state: number, { asker, n }: Next) => {
        dispatch(asker, n + 1);
        return state;
      }, 0),
    ask: (to, n) =>
      query(
        to as Ref<Next>,
        (asker: Ref<number>): Next => ({ type: "next", n, asker }),
        TIMEOUT_MS,
      ),
    retire: stop,
    leaves: 100_000,
    lives: livesOf(system),
    own: {},
  };
}

/** Nobody is told of an actor's end; its own `afterStop` is the nearest. */
function livesOf(system: Ref<never>): Lives {
  const tally = new Tally();
  let children: NactRef[] = [];
  const properties = { initialState: 0, afterStop: () => tally.count(1) };
  const spawnAll = (count: number) => {
    children = Array.from(
      { length: count },
      (_, i) => spawn(system, (state: number, _: Message) => state, `${i}`, properties),
    );
    return Promise.resolve();
  };
  return {
    // All of its actors have names.
    spawnMany: spawnAll,
    spawnNamed: spawnAll,
    stopAll() {
      const done = tally.expect(children.length);
      for (const child of children) stop(child);
      return done;
    },
  };
}
