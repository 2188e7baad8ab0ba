import { isForeignOrigin, normalizePeerAddress } from "../../../protocols/addresses.ts";
import type { ApiContext } from "../dependencies.ts";

/** The address of the caller, in the one spelling that is compared; `local` when there is no socket. */
export function peerAddress(c: ApiContext): string {
  const socket = c.env?.incoming?.socket;
  return socket ? normalizePeerAddress(socket.remoteAddress) : "local";
}

/** True when the request came over TLS, as far as our own socket can tell. */
export function isTls(c: ApiContext): boolean {
  return c.env?.incoming?.socket.encrypted === true;
}

/** True when a body could not be read because the caller has left: before all of it had come, or right behind it. */
export function isBrokenOff(c: ApiContext, error: unknown): boolean {
  const { incoming } = c.env ?? {};
  return incoming?.destroyed === true &&
    (incoming.complete === false || incoming.errored === error);
}

/** True when a browser says that the request was made by a page of another origin. */
export function isForeignRequest(c: ApiContext): boolean {
  return isForeignOrigin(c.req.header("Origin"), c.req.header("Host"));
}
