import type { Server } from "node:net";

/** Where to listen, or where somebody listens. Port 0 means any free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Has a server listen; answers what was bound. Rejects with the system's error (`code` `EADDRINUSE`, `EACCES`…) when
 * it cannot be. `backlog`: connections that wait to be accepted; the runtime's 511 when left out.
 */
export function listening(
  server: Server,
  { host, port }: ListenAddress,
  backlog?: number,
): Promise<ListenAddress> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, ...(backlog === undefined ? {} : { backlog }) }, () => {
      server.off("error", reject);
      const address = server.address();
      if (address === null || typeof address === "string") resolve({ host, port });
      else resolve({ host: address.address, port: address.port });
    });
  });
}
