/**
 * What the fleet had before: Python's websockets, in a process of its own below this one.
 *
 * @module
 */
import process from "node:process";
import { takeOrders } from "../displays/child.ts";
import { bareAnswers, type ServerOrders } from "./servers.ts";

const SCRIPT = new URL("./python_server.py", import.meta.url).pathname;
const python = new Deno.Command("/usr/bin/python3", {
  args: ["-u", "-B", SCRIPT],
  stdin: "piped",
  stdout: "piped",
  // It complains at length about every client that hangs up without a goodbye.
  stderr: "null",
}).spawn();

await takeOrders<ServerOrders>(bareAnswers(async () => {
  const { value } = await python.stdout.getReader().read();
  return { port: Number(new TextDecoder().decode(value)), pid: python.pid };
}));
// The script ends with its input.
await python.stdin.close();
await python.status;
process.exit(0);
