/**
 * The camera guide's design (section 4): Python, a thread for each client; in a process of its own below this one.
 *
 * @module
 */
import process from "node:process";
import { takeOrders } from "../displays/child.ts";
import type { ServerOrders } from "./servers.ts";

const SCRIPT = new URL("./python_server.py", import.meta.url).pathname;
let python: Deno.ChildProcess | undefined;

await takeOrders<ServerOrders>({
  async open({ cameras }) {
    python = new Deno.Command("/usr/bin/python3", {
      args: ["-u", "-B", SCRIPT, ...cameras.map(String)],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const { value } = await python.stdout.getReader().read();
    const ports = new TextDecoder().decode(value).trim().split(" ");
    return {
      targets: ports.map((port) => ({ port: Number(port), request: null })),
      pid: python.pid,
    };
  },
});
// The script ends with its input.
await python?.stdin.close();
await python?.status;
process.exit(0);
