import { createActor, fromTransition } from "xstate";
import type { Handle, Library, Lives, Message, Start } from "../library.ts";
import { Tally } from "../timing.ts";

/** As much of an xstate actor as is used here. */
interface XstateRef {
  send(message: Message): void;
  stop(): unknown;
}

/** xstate: its lightest kind of actor, a transition function. A message to an idle actor is handled at once. */
export function openXstate(): Library<XstateRef> {
  return {
    missing: {
      askSequential: "it has no question that is answered",
      askConcurrent: "it has no question that is answered",
      echo: "a message is handled within its sender's call, so actors cannot saturate the loop",
      skynet: "children are for machines only, and sends from nested transitions got lost",
      heap: "a million starts and stops take too long",
      crashStorm: "it has no supervision: an actor that throws has ended",
    },
    define<S, M extends Message>(handle: Handle<S, M>): Start<S, XstateRef> {
      const step = (state: S, message: M): S => {
        handle(state, message);
        return state;
      };
      return (state) => createActor(fromTransition(step, state)).start() as unknown as XstateRef;
    },
    send: (to, message) => to.send(message),
    answering: () => {
      throw new Error("nothing answers");
    },
    ask: () => Promise.reject(new Error("nothing answers")),
    retire: (actor) => void actor.stop(),
    lives: lives(),
    own: {},
  };
}

const IDLE = fromTransition((state: number) => state, 0);

/** Only a machine can have children here; so these have no parent, and an observer hears of their end. */
function lives(): Lives {
  const tally = new Tally();
  let actors: ReturnType<typeof createActor<typeof IDLE>>[] = [];
  const observer = { complete: () => tally.count(1) };
  return {
    spawnMany(count) {
      actors = Array.from({ length: count }, () => {
        const actor = createActor(IDLE);
        actor.subscribe(observer);
        return actor.start();
      });
      return Promise.resolve();
    },
    stopAll() {
      const done = tally.expect(actors.length);
      for (const actor of actors) actor.stop();
      return done;
    },
  };
}
