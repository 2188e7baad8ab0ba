/** `192.0.2.41:8000`, and `[2001:db8::41]:8000`. */
export function hostAndPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** What the system's codes mean to the people who look after cameras. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "refused the connection: nothing listens there"],
  ["ECONNRESET", "reset the connection"],
  ["ECONNABORTED", "reset the connection"],
  ["EPIPE", "reset the connection"],
  ["ETIMEDOUT", "does not answer any more"],
  ["EHOSTUNREACH", "cannot be reached: no such machine answers in its network"],
  ["ENETUNREACH", "cannot be reached: there is no way to its network"],
  ["ENOTFOUND", "cannot be reached: its name is not known"],
  ["EAI_AGAIN", "cannot be reached: the name server does not answer"],
]);

/** One sentence about an error of a socket: the camera's fault, or the network's. */
export function wordFailure(error: Error & { readonly code?: string }, where: string): string {
  return `${where} ${WORDS.get(error.code ?? "") ?? `was not reached: ${error.message}`}`;
}
