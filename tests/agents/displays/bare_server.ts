import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket as TcpSocket } from "node:net";
import { Server, type Socket } from "socket.io";
import { Observers } from "../../../agents/displays/observers.ts";
import { encodeSwitchboard } from "../../../protocols/switchboard/encoder.ts";
import type { SwitchboardOrder } from "../../../protocols/switchboard/events.ts";

/** What takes longer is a defect, or a machine that is very busy. */
const PATIENCE_MS = 20_000;

/** One event that reached the server. */
export interface Heard {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** A socket.io server with the smallest handler that displays are content with. */
export class BareServer {
  readonly heard: Heard[] = [];
  /** Transport of each handshake, in order; an attempt counts even if it is not let in. */
  readonly handshakes: string[] = [];
  /** How many namespace connects from now on stay without an answer. */
  leaveUnanswered = 0;
  refuseRegistrations = 0;
  /** Whether a device that wants to know is told that an event has come. */
  confirms = true;
  heartbeatOrder: SwitchboardOrder = { type: "heartbeatAccepted" };
  readonly #observers = new Observers(() => this.heard.map(({ event }) => event).join(", "));
  readonly #http = createServer();
  readonly #tcp = new Set<TcpSocket>();
  readonly #io = new Server(this.#http, { pingInterval: 2_000, pingTimeout: 4_000 });
  #device: Socket | undefined;

  static async start(): Promise<BareServer> {
    const server = new BareServer();
    await new Promise<void>((done) => server.#http.listen(0, "127.0.0.1", done));
    return server;
  }

  constructor() {
    this.#http.on("connection", (tcp) => {
      this.#tcp.add(tcp);
      tcp.on("close", () => this.#tcp.delete(tcp));
    });
    this.#io.use((socket, next) => {
      this.handshakes.push(String(socket.handshake.query.transport));
      this.#observers.notify();
      if (this.leaveUnanswered > 0) this.leaveUnanswered -= 1;
      else next();
    });
    this.#io.on("connection", (socket) => this.#welcome(socket));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Events of one name. */
  all(event: string): Record<string, unknown>[] {
    return this.heard.filter((heard) => heard.event === event).map(({ data }) => data);
  }

  /** Event names in order, without heartbeats. */
  story(): string[] {
    return this.heard.map(({ event }) => event).filter((event) => event !== "heartbeat");
  }

  until(predicate: () => boolean): Promise<void> {
    return this.#observers.until(predicate, PATIENCE_MS);
  }

  send(order: SwitchboardOrder): void {
    const { event, payload } = encodeSwitchboard(order, "2025-07-05T00:30:05.130Z");
    this.emit(event, payload);
  }

  emit(event: string, ...args: unknown[]): void {
    this.#device?.emit(event, ...args);
  }

  /** Sends an order with an ack id; resolves when the device's library confirms. */
  async confirmed(order: SwitchboardOrder): Promise<void> {
    const { event, payload } = encodeSwitchboard(order, "2025-07-05T00:30:05.130Z");
    await this.#device?.timeout(8_000).emitWithAck(event, payload);
  }

  /**
   * Cuts every TCP connection, with no word of the protocol. Waits for the upgrade first: a cut between two
   * polls is noticed by nobody.
   */
  async dropTcp(): Promise<void> {
    await this.#upgraded();
    this.#destroyTcp();
  }

  /** Socket.IO DISCONNECT: `41`. */
  sayDisconnect(): Promise<void> {
    this.#device?.disconnect();
    return Promise.resolve();
  }

  /** Engine.IO CLOSE: `1`, over the transport named. */
  async sayClose(over: "websocket" | "polling" = "websocket"): Promise<void> {
    const conn = this.#device?.conn;
    if (conn === undefined) throw new Error("no device is connected");
    if (over === "websocket") await this.#upgraded();
    // A poll must be waiting, as the answer to it carries the packet.
    if (!conn.transport.writable) await once(conn.transport, "ready");
    conn.transport.send([{ type: "close" } as never]);
  }

  async close(): Promise<void> {
    this.#io.disconnectSockets(true);
    await this.#io.close();
    this.#destroyTcp();
  }

  async #upgraded(): Promise<void> {
    const conn = this.#device?.conn;
    if (conn !== undefined && conn.transport.name !== "websocket") await once(conn, "upgrade");
  }

  #destroyTcp(): void {
    for (const tcp of this.#tcp) tcp.destroy();
  }

  #welcome(socket: Socket): void {
    this.#device = socket;
    const answer = (order: SwitchboardOrder) => this.send(order);
    socket.onAny((event: string, data: Record<string, unknown>, confirm?: () => void) => {
      this.heard.push({ event, data });
      if (this.confirms) confirm?.();
      this.#observers.notify();
      if (event === "heartbeat") answer(this.heartbeatOrder);
      if (event !== "register_client") return;
      if (this.refuseRegistrations-- > 0) {
        return answer({ type: "registrationRefused", reason: "nameTaken" });
      }
      answer({ type: "registrationAccepted", clientId: 7, name: String(data.name) });
    });
  }
}
