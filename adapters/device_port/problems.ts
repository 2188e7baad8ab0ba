/** Why a connection was refused or closed by us. All are the peer's fault, or our configuration's. */
export type ProblemKind =
  | "tooManyFromAddress"
  | "tooManyConnections"
  /** The address has asked without waiting for answers, and is refused for a minute. */
  | "quarantine"
  /** Not one byte within the opening time. */
  | "silent"
  /** Too few bytes within the opening time, or a TLS handshake that did not end. */
  | "slowOpening"
  /** The TLS handshake failed, or carried something that is no protocol of this port. */
  | "tlsFailed"
  /** Nothing here speaks what the connection speaks. */
  | "noAcceptor"
  /** An acceptor threw: a fault of ours. */
  | "acceptorFailed";

/** One refusal, for the log. */
export interface Problem {
  readonly kind: ProblemKind;
  /** Without port; IPv4-mapped IPv6 is written as IPv4. */
  readonly peerAddress: string;
  /** A sentence with the value and the limit. */
  readonly detail: string;
}
