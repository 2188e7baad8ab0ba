import type { Server } from "node:net";

/** Opens a server of ours at an address; port 0 is any free one. Rejects, with the system's `code`, when it cannot. */
export async function listenAt(server: Server, address: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** The port that a server is bound to; 0 while it is none. */
export function boundPort(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
