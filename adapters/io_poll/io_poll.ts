/** Waits until the runtime has really looked at its sockets. */
export interface IoPoll {
  yieldToIo(): Promise<void>;
  close(): void;
}

/**
 * Opens a connection of the process to itself, over loopback. Sending one byte through it and waiting for its
 * arrival makes the runtime poll its sockets: turns of the event loop alone do not, while actors keep it busy,
 * and a heartbeat or a request would wait for some sixty of them.
 *
 * Rejects when loopback cannot be used. Whether a byte really comes through is not waited for here, for a wait without
 * end would keep the program from starting: the kernel finds out, and does without when none does.
 *
 * @example
 * ```ts
 * const poll = await openIoPoll();
 * const system = createSystem({ yieldToIo: poll.yieldToIo });
 * ```
 */
export async function openIoPoll(): Promise<IoPoll> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const [near, far] = await Promise.all([
    Deno.connect({ hostname: "127.0.0.1", port }),
    listener.accept(),
  ]);
  listener.close();
  near.setNoDelay(true);
  const sent = new Uint8Array(1);
  const received = new Uint8Array(1);
  return {
    async yieldToIo() {
      // The read comes first: one that finds its byte already there succeeds without any polling.
      await Promise.all([far.read(received), near.write(sent)]);
    },
    close() {
      near.close();
      far.close();
    },
  };
}
