/**
 * Connections to hosts that are polled: a TCP socket, the guide's question, and its answer.
 *
 * @example
 * ```ts
 * const link = await createSyncDialer().open("192.0.2.31", 8080, 5_000);
 * const state = await link.ask(5_000); // "master" or "free"
 * ```
 * @module
 */
import { connect, type Socket } from "node:net";
import { type Clock, SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import { PollError, type PollLink, type SyncDialer } from "../../actors/sync_hosts/messages.ts";
import { failureOf } from "./poll_failure.ts";
import { SocketPollLink } from "./poll_link.ts";

/** Opens real connections. `clock` times them out; the machine's own by default. */
export function createSyncDialer(
  { clock = SYSTEM_CLOCK }: { readonly clock?: Clock } = {},
): SyncDialer {
  return { open: (address, port, timeoutMs) => dial({ address, port, timeoutMs }, clock) };
}

interface Call {
  readonly address: string;
  readonly port: number;
  readonly timeoutMs: number;
}

function dial({ address, port, timeoutMs }: Call, clock: Clock): Promise<PollLink> {
  const where = `${address}:${port}`;
  const socket: Socket = connect({ host: address, port, noDelay: true });
  return new Promise((resolve, reject) => {
    const giveUp = (failure: PollError) => {
      clock.clearTimer(timer);
      socket.off("connect", connected);
      socket.destroy();
      reject(failure);
    };
    // Stays, as a late error of a socket that was given up must not end the program.
    socket.on("error", (error) => giveUp(failureOf(error, `${where} was not reached`)));
    const connected = () => {
      clock.clearTimer(timer);
      resolve(new SocketPollLink(socket, where, clock));
    };
    socket.once("connect", connected);
    const timer = clock.setTimer(timeoutMs, () => {
      giveUp(new PollError("timedOut", `${where} did not accept within ${timeoutMs} ms`));
    });
  });
}
