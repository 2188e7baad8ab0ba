import { createServer, type Server } from "node:net";

/** Somebody else may have a port at one of several addresses. */
const TRIES = 20;

/** A TCP port that is free at each of these addresses; for programs that cannot be asked which one they took. */
export async function freePort(...addresses: readonly string[]): Promise<number> {
  for (let tries = 1;; tries++) {
    const open: Server[] = [];
    try {
      let port = 0;
      for (const address of addresses) {
        const server = await listen(address, port);
        open.push(server);
        port = portOf(server);
      }
      return port;
    } catch (cause) {
      if (tries === TRIES) throw cause;
    } finally {
      await Promise.all(open.map((server) => new Promise((done) => server.close(done))));
    }
  }
}

function listen(address: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, address, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
