/** A machine to be switched on. */
export interface WakeCall {
  /** Capitals with colons: `60:83:E7:00:00:1A`. */
  readonly mac: string;
  /** Where it was last seen; null: nowhere. Its network is called beside our own. */
  readonly lastAddress: string | null;
}

/** What became of one call. */
export interface WakeSent {
  /** Broadcast addresses that were called. */
  readonly to: readonly string[];
  /** Why the others were not, where some were not. */
  readonly problem: string | null;
}

/** Sends magic packets. Made by an adapter. */
export interface WakePort {
  /** One round: a packet to each address and port. Never rejects. */
  call(wanted: WakeCall): Promise<WakeSent>;
}
