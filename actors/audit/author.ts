import type { Requester } from "../requester.ts";

/** Who makes a change, as the audit trail puts it down. */
export interface Author extends Requester {
  /** Null: nobody's token, for example a command on the host itself. */
  readonly tokenId: string | null;
  /** Of the request, as in logs and the ledger; null where there was none. */
  readonly correlationId: string | null;
}

/** The control host itself. */
export const SYSTEM: Author = {
  name: "system",
  address: "local",
  tokenId: null,
  correlationId: null,
};

/** Somebody who runs a command on the control host, with the data folder in hand. */
export const HOST_CONSOLE: Author = { ...SYSTEM, name: "console on the host" };

/** What is asked on somebody's behalf; absent: nobody is behind it, and the trail says nothing of it. */
export interface Authored {
  readonly author?: Author | undefined;
}
