/** What an mclient shows at the door. */
export interface NodeClaim {
  /** What follows `Token` in its `Authorization` header, at most 512 characters; null when there is none. */
  readonly token: string | null;
  /** Without port; IPv4-mapped IPv6 is written as IPv4. */
  readonly peerAddress: string;
}

/** Whether it may come in. */
export type NodeAdmission =
  | {
    readonly admitted: true;
    /** The device account that the token belongs to; null without one. */
    readonly account: string | null;
  }
  | {
    readonly admitted: false;
    /** Goes back as the HTTP status; fielded clients take each for a failed attempt, and come back later. */
    readonly status: 401 | 403 | 429 | 503;
    /** For the log; never the token. */
    readonly reason: string;
  };

/** Whether its token may be used under the server id that it has told. */
export type NodeBinding =
  | { readonly bound: true }
  | {
    readonly bound: false;
    /** 503: it may try again soon. */
    readonly status: 401 | 503;
    /** For the client and the log; never the token. */
    readonly reason: string;
  };

/** Knows the tokens of device accounts. */
export interface NodeAuthenticator {
  /** A rejection is a fault of ours, and answers 503. */
  admit(claim: NodeClaim): Promise<NodeAdmission>;
  /** Asked once for each registration, before anybody else hears of the server id. */
  bind(claim: NodeClaim, serverId: string): Promise<NodeBinding>;
}

/** Lets every device in, as long as nobody has asked for tokens: fielded clients may have none. */
export const admitAnyone: NodeAuthenticator = {
  admit: () => Promise.resolve({ admitted: true, account: null }),
  bind: () => Promise.resolve({ bound: true }),
};
