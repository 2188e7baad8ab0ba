import { Buffer } from "node:buffer";
import type { Socket } from "node:net";
import { decideProtocol } from "./decide_protocol.ts";
import type { Protocol } from "./decide_protocol.ts";

/** A look at the first bytes of a socket, until it is known what they are. */
export interface Opening {
  /** Bytes seen so far; at most one chunk more than the decision needs. */
  readonly seenBytes: number;
  /** Stops looking, and lets go of the socket. */
  cancel(): void;
}

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Reads until the first bytes say what the socket speaks. Then the socket is paused and the bytes are put
 * back, so that whoever takes it over reads everything from the first byte on. `decided` is called at most
 * once; a socket that ends before is ended here, for there is nothing to answer.
 */
export function readOpening(socket: Socket, decided: (protocol: Protocol) => void): Opening {
  let seen = NOTHING;
  let seenBytes = 0;
  const onData = (chunk: Buffer) => {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    seenBytes = seen.length;
    const protocol = decideProtocol(seen);
    if (protocol === "needMore") return;
    cancel();
    socket.pause();
    socket.unshift(seen);
    // A few bytes may hold on to the whole piece of memory that they were read into.
    seen = NOTHING;
    decided(protocol);
  };
  const onEnd = () => socket.destroy();
  const cancel = () => {
    socket.off("data", onData);
    socket.off("end", onEnd);
  };
  socket.on("data", onData);
  socket.on("end", onEnd);
  return {
    get seenBytes() {
      return seenBytes;
    },
    cancel,
  };
}
