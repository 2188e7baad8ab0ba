import type { Library, Round } from "../library.ts";
import { openCrowd, pause } from "./crowd.ts";

const CROWD = 64;
/** Longer than the probes last, which begin a little later. */
const SATURATED_MS = 900;

/** Bytes that arrive on a socket go back at once, while actors keep the event loop busy. */
export async function echo<R>(library: Library<R>): Promise<Round> {
  const crowd = await openCrowd(library, CROWD);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  void serve(listener);
  const round = async () => {
    crowd.begin();
    await pause(SATURATED_MS);
    const rate = crowd.rate();
    await crowd.end();
    return { rate };
  };
  return Object.assign(round, { facts: { port: (listener.addr as Deno.NetAddr).port } });
}

async function serve(listener: Deno.Listener): Promise<void> {
  for await (const connection of listener) void serveOne(connection as Deno.TcpConn);
}

async function serveOne(connection: Deno.TcpConn): Promise<void> {
  connection.setNoDelay(true);
  const bytes = new Uint8Array(64);
  for (;;) {
    const count = await connection.read(bytes);
    if (count === null) return connection.close();
    await connection.write(bytes.subarray(0, count));
  }
}
