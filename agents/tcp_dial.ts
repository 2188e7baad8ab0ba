import { connect, type Socket } from "node:net";

/**
 * Why a connection was not made.
 *
 * - `noName`: nobody knows the host's name.
 * - `refused`: the machine is there, and nothing listens at the port.
 * - `timedOut`: no answer at all: machine off, wrong address, or a firewall that drops.
 * - `unreachable`: no way there from this machine.
 * - `failed`: anything else; the detail says what.
 */
export type DialFailure = "noName" | "refused" | "timedOut" | "unreachable" | "failed";

/** A connection that was not made. */
export class DialError extends Error {
  constructor(readonly failure: DialFailure, readonly detail: string) {
    super(`${failure}: ${detail}`);
    this.name = "DialError";
  }
}

/** Where to connect to. */
export interface DialTarget {
  /** Name or address. */
  readonly address: string;
  readonly port: number;
}

const FAILURES: Readonly<Record<string, DialFailure>> = {
  ENOTFOUND: "noName",
  EAI_AGAIN: "noName",
  EAI_NODATA: "noName",
  ECONNREFUSED: "refused",
  ETIMEDOUT: "timedOut",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  ENETDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
};

/** What an error of a socket means; of several tries (a name with several addresses) the first that says anything. */
export function dialErrorOf(cause: unknown): DialError {
  if (cause instanceof DialError) return cause;
  const all = cause instanceof AggregateError ? [...cause.errors, cause] : [cause];
  for (const each of all) {
    const { code, message } = each as { readonly code?: string; readonly message?: string };
    const failure = FAILURES[code ?? ""];
    if (failure !== undefined) return new DialError(failure, message ?? code ?? "");
  }
  return new DialError("failed", cause instanceof Error ? cause.message : String(cause));
}

/** Connects, and gives up after `timeoutMs`: nothing is left then. Rejects with {@link DialError}. */
export function dialTcp({ address, port }: DialTarget, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: address, port, noDelay: true });
    const giveUp = (cause: DialError) => {
      clearTimeout(timer);
      socket.destroy();
      reject(cause);
    };
    const timer = setTimeout(
      () => giveUp(new DialError("timedOut", `no answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
    socket.on("error", (cause: unknown) => giveUp(dialErrorOf(cause)));
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}
