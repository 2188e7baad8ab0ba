import { normalizePeerAddress } from "../../protocols/addresses.ts";
import type { ApiContext } from "./dependencies.ts";

/** The address of the caller, in the one spelling that is compared; `local` when there is no socket. */
export function peerAddress(c: ApiContext): string {
  const socket = c.env?.incoming?.socket;
  return socket ? normalizePeerAddress(socket.remoteAddress) : "local";
}

/** True when the request came over TLS, as far as our own socket can tell. */
export function isTls(c: ApiContext): boolean {
  return c.env?.incoming?.socket.encrypted === true;
}

/** True when a browser says that the request was made by a page of another origin. */
export function isForeignOrigin(c: ApiContext): boolean {
  const origin = c.req.header("Origin");
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== c.req.header("Host");
}
