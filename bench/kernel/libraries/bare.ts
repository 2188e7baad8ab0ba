import type { Handle, Library, Message, Start } from "../library.ts";

/** A state and its handler: a message to it is a call. */
interface Callee {
  readonly handle: Handle<unknown>;
  readonly state: unknown;
}

const NO_QUEUE = "a call cannot wait: the hops would nest";

/** No library at all: a loop of function calls, the ceiling of what this language can do. */
export const bare: Library<Callee> = {
  missing: {
    pingPong: NO_QUEUE,
    ring: NO_QUEUE,
    crashStorm: "nobody restarts a function",
    overload: "a call has no queue to overflow",
    spawnStop: "nothing to stop",
    echo: "a call leaves nothing to do for later",
    heap: "nothing to stop or to watch",
  },
  define<S, M extends Message>(handle: Handle<S, M>): Start<S, Callee> {
    return (state) => ({ handle: handle as Handle<unknown>, state });
  },
  send: ({ handle, state }, message) => handle(state, message),
  answering: () => ({ handle: () => {}, state: 0 }),
  ask: (_, n) => Promise.resolve(n + 1),
  retire: () => {},
  own: {},
};
