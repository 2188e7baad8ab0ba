import type { NodeWord } from "../../protocols/mserver/words.ts";

export type { NodeWord };

/** The way to one connected mclient. */
export interface NodeLink {
  readonly peerAddress: string;
  /** True when the connection is encrypted. */
  readonly secure: boolean;
  readonly open: boolean;
  /** Never throws; a word to a closed link is lost. */
  say(word: NodeWord): void;
  /** Ends the connection with a WebSocket close code (RFC 6455, section 7.4). */
  close(code: number, reason: string): void;
}
