import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";

/**
 * Who takes a connection over once it is known what it speaks; handed in by the composition root. What is
 * missing is not spoken: such a connection is closed and reported.
 *
 * A socket is handed over paused, with its first bytes put back, and its errors are listened to already. It
 * is half-open: whoever takes it ends it when the peer has ended and the answer is written.
 */
export interface DeviceAcceptors {
  /** HTTP/1.1, plain or decrypted; see `createDeviceHttp`. */
  readonly http?: (socket: Socket) => void;
  /** The certificate; what is inside goes to `http` or `text`. */
  readonly tls?: { readonly secureContext: SecureContext };
  /** Lines, or `GET_STATUS`. Reading begins when it returns: listeners must be attached by then. */
  readonly text?: (socket: Socket, opening: "text" | "statusQuery") => void;
  /** A connection has ended, by whomever, without a byte: a test of the wire, or one given up while it was made. */
  readonly silent?: (peerAddress: string, openMs: number) => void;
  /** The port closes: finish what is being answered, end what is idle. */
  readonly drain?: () => void;
  /** The same for text connections. Without it they are ended at once. */
  readonly drainText?: () => void;
}
