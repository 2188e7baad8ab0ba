import { PollError, type PollFailure } from "../../actors/sync_hosts/messages.ts";

/** Errors of the system by their code; every other one means that there is no way to the host. */
const FAILURES: ReadonlyMap<string, PollFailure> = new Map([
  ["ECONNREFUSED", "refused"],
  ["ETIMEDOUT", "timedOut"],
  ["ECONNRESET", "closed"],
  ["ECONNABORTED", "closed"],
  ["EPIPE", "closed"],
]);

/** Words an error of a socket as a failed poll: the host's fault, or the network's. */
export function failureOf(cause: Error & { readonly code?: string }, attempted: string): PollError {
  const failure = FAILURES.get(cause.code ?? "") ?? "unreachable";
  return new PollError(failure, `${attempted}: ${cause.message}`, { cause });
}
