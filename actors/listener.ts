import { type ActorDefinition, topic } from "./kernel/mod.ts";

/** A port that is open, as an adapter hands it over. */
export interface OpenPort {
  readonly host: string;
  readonly port: number;
  /** Resolves when the listening socket has failed; never when it was closed on purpose. */
  readonly failed: Promise<Error>;
  /** Stops listening, lets requests in hand finish, and cuts what is left at the deadline. */
  close(deadlineMs: number): Promise<void>;
}

/** What a listener is started with. */
export interface ListenerArgs {
  readonly name: string;
  /** Opens the port; called at each start of the listener. */
  readonly open: () => Promise<OpenPort>;
  /** How long requests in hand get to finish at a stop. */
  readonly closeMs: number;
}

/**
 * Ports are opened before the tree starts, so that a taken one stops the program at once. This hands such a
 * port to its listener, and opens it anew, under the number it had, when it has failed.
 */
export function openAgain(
  first: OpenPort,
  reopen: (port: number) => Promise<OpenPort>,
): () => Promise<OpenPort> {
  let next: OpenPort | undefined = first;
  return () => {
    const port = next;
    next = undefined;
    return port ? Promise.resolve(port) : reopen(first.port);
  };
}

/** Whether a port serves; published at each change. */
export interface ListenerStatus {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly up: boolean;
  readonly reason: string | null;
}

export const listenerChanged = topic<ListenerStatus>("listener.changed");

/** A port that nobody wants any more. */
export const listenerRemoved = topic<{ readonly name: string }>("listener.removed");

export type ListenerMessage = { readonly type: "portFailed"; readonly cause: Error };

interface ListenerState {
  readonly args: ListenerArgs;
  readonly port: OpenPort;
}

/** Supervises a listening port: one that fails comes back by itself, with a backoff. */
export const listenerActor: ActorDefinition<ListenerMessage, ListenerState, ListenerArgs> = {
  kind: "listener",
  mailbox: { capacity: 8, whenFull: "fail" },
  restart: {
    maxRestarts: 10,
    withinMs: 60_000,
    initialBackoffMs: 200,
    maxBackoffMs: 5_000,
    jitter: 0.5,
    healthyAfterMs: 30_000,
    whenExhausted: "coolDown",
    cooldownMs: 30_000,
  },
  async init(ctx, args) {
    const port = await args.open();
    const { name } = args;
    ctx.pipe(
      port.failed,
      (cause) => ({ type: "portFailed", cause }),
      (cause) => ({ type: "portFailed", cause: new Error("listener failed", { cause }) }),
    );
    ctx.publish(listenerChanged, {
      name,
      host: port.host,
      port: port.port,
      up: true,
      reason: null,
    });
    return { args, port };
  },
  handle({ args, port }, message, ctx) {
    const { name } = args;
    const reason = message.cause.message;
    ctx.publish(listenerChanged, { name, host: port.host, port: port.port, up: false, reason });
    throw message.cause;
  },
  stopped({ args, port }) {
    return port.close(args.closeMs);
  },
};
