import type { Duplex } from "node:stream";

/** Some eighty of the smallest messages: a few milliseconds, whatever they cost. */
const BITE_BYTES = 4_096;

/**
 * Lets a socket hand on what it has read in small pieces, and keep the rest once it is paused or destroyed in between.
 * The runtime reads 64 KiB at a time, and a library that parses frames works all of it off, although it was told to
 * stop at the first.
 */
export function readInSmallBites(socket: Duplex): void {
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...args: unknown[]) => boolean;
  socket.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    const [chunk] = args;
    const isLarge = chunk instanceof Uint8Array && chunk.length > BITE_BYTES;
    if (event !== "data" || !isLarge) return emit(event, ...args);
    for (let at = 0; at < chunk.length; at += BITE_BYTES) {
      if (socket.destroyed) return true;
      if (socket.isPaused()) {
        socket.unshift(chunk.subarray(at));
        return true;
      }
      emit("data", chunk.subarray(at, at + BITE_BYTES));
    }
    return true;
  };
}
