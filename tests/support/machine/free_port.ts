import { createServer, type Server } from "node:net";

/** Somebody else may have a port at one of several addresses. */
const TRIES = 20;
/** Below those that a system gives to whoever asks for any, and to connections: nobody gets one of these by chance. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

/** A TCP port that is free at each of these addresses; for programs that cannot be asked which one they took. */
export async function freePort(...addresses: readonly string[]): Promise<number> {
  for (let tries = 1;; tries++) {
    const open: Server[] = [];
    try {
      const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
      for (const address of addresses) open.push(await listen(address, port));
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
