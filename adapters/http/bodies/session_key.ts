import type { StoredSessionKey } from "../../../actors/session_keys/store.ts";
import type { SessionKey } from "../../../protocols/api/session_key.ts";
import { isoTime } from "./times.ts";

/** A stored session key as lists and events show it: never the key itself. */
export function sessionKeyBody(key: StoredSessionKey): SessionKey {
  const { keyId, serverId, container, masked, source, at, verification } = key;
  return {
    keyId,
    serverId,
    container,
    masked,
    source,
    at: isoTime(at),
    verification: verification && {
      verified: verification.verified,
      detail: verification.detail,
      at: isoTime(verification.at),
    },
  };
}
