import { createSocket, type Socket } from "node:dgram";
import type { WakeCall, WakePort, WakeSent } from "../../actors/displays/wake_port.ts";
import { type Ipv4Place, wakeTargets } from "../../protocols/wake/broadcast.ts";
import { encodeMagicPacket } from "../../protocols/wake/magic_packet.ts";

/** Discard and echo: what cards and the switches between are made for. */
const USUAL_PORTS: readonly number[] = [9, 7];
/** A control host has two or three networks; one with hundreds (containers) must not flood them all. */
const MAX_PLACES = 16;

/** What a test may choose. */
export interface WakeOptions {
  /** UDP ports that each address is called at. Default 9 and 7. */
  readonly ports?: readonly number[];
  /** The networks that we are in. Default: the machine's. */
  readonly places?: () => readonly Ipv4Place[];
}

/** Sends magic packets by UDP broadcast. One socket serves the calls that are under way, and none when there are none. */
export function createWakeSender(options: WakeOptions = {}): WakePort {
  return new WakeSender(options);
}

class WakeSender implements WakePort {
  readonly #ports: readonly number[];
  readonly #places: () => readonly Ipv4Place[];
  #socket: Promise<Socket> | undefined;
  #calls = 0;

  constructor({ ports = USUAL_PORTS, places = ownPlaces }: WakeOptions) {
    this.#ports = ports;
    this.#places = places;
  }

  async call({ mac, lastAddress }: WakeCall): Promise<WakeSent> {
    this.#calls++;
    const socket = this.#socket ??= openSocket();
    try {
      return await this.#send(await socket, encodeMagicPacket(mac), lastAddress);
    } catch (cause) {
      return { to: [], problem: reasonOf(cause) };
    } finally {
      if (--this.#calls === 0) {
        this.#socket = undefined;
        socket.then((open) => open.close(), () => {});
      }
    }
  }

  async #send(socket: Socket, packet: Uint8Array, lastAddress: string | null): Promise<WakeSent> {
    const places = this.#places().slice(0, MAX_PLACES);
    const sent = await Promise.all(
      wakeTargets(lastAddress, places).map(async (address) => {
        const problems = await Promise.all(
          this.#ports.map((port) => sendTo(socket, packet, port, address)),
        );
        return { address, problem: problems.find((problem) => problem !== null) ?? null };
      }),
    );
    const to = sent.filter(({ problem }) => problem === null).map(({ address }) => address);
    return { to, problem: sent.find(({ problem }) => problem !== null)?.problem ?? null };
  }
}

function openSocket(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.once("error", reject);
    socket.bind(0, () => {
      // A send that fails says so to its own callback.
      socket.on("error", () => {});
      socket.setBroadcast(true);
      resolve(socket);
    });
  });
}

/** Why a datagram did not leave; null when it did. */
function sendTo(
  socket: Socket,
  packet: Uint8Array,
  port: number,
  address: string,
): Promise<string | null> {
  return new Promise((resolve) => {
    const done = (error: Error | null) => resolve(error && `${address}: ${reasonOf(error)}`);
    socket.send(packet, port, address, done);
  });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function ownPlaces(): readonly Ipv4Place[] {
  return Deno.networkInterfaces().filter(({ family }) => family === "IPv4");
}
