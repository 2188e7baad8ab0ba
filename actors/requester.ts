/** Who asked for something, and from where: kept in the ledger and the audit trail. */
export interface Requester {
  /** Name of the token or account; `system` for the control host itself. */
  readonly name: string;
  /** Peer address of the request, or `local`. */
  readonly address: string;
}
