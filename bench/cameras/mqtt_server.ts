/**
 * A broker as a server of this benchmark: ours, with rates that no user's fleet needs, or the bare library.
 *
 * @module
 */
import { createServer } from "node:net";
import process from "node:process";
import { Aedes } from "aedes";
import { openBroker } from "../../adapters/mqtt/broker.ts";
import { takeOrders } from "../displays/child.ts";
import type { BrokerKind, BrokerOrders } from "./mqtt_wires.ts";

const HOST = "127.0.0.1";
/** All publishers come from one address. */
const LIMITS = { packetsPerSecond: 1e9, burstPackets: 1e9, maxConnectionsPerAddress: 512 };

async function openBare(): Promise<{ port: number }> {
  const aedes = await Aedes.createBroker();
  const server = createServer((socket) => void aedes.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was bound");
  return { port: address.port };
}

async function open({ kind }: { readonly kind: BrokerKind }) {
  if (kind === "bare") return await openBare();
  const { port } = await openBroker({
    host: HOST,
    port: 0,
    limits: LIMITS,
    onProblem: (...problem) => process.stderr.write(`${problem.join(" ")}\n`),
  });
  return { port };
}

await takeOrders<BrokerOrders>({ open });
process.exit(0);
