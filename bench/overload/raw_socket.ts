import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** Where a flood goes, and from which of the loopback addresses it comes. */
export interface Source {
  readonly port: number;
  /** 127.0.0.2 and up: whoever behaves well has 127.0.0.1. */
  readonly from: string;
}

/** RFC 6455, section 5.2: a final text frame of a client. */
const TEXT = 0x81;
const MASKED = 0x80;
const MEDIUM = 126;

/** Opens a connection; resolves once it is open, or refused. Errors are of no interest. */
export function open({ port, from }: Source): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: from });
    socket.on("error", () => {});
    socket.once("connect", () => resolve(socket));
    socket.once("close", () => resolve(socket));
  });
}

/** Writes the same bytes again and again, as fast as they are taken, until the signal or the end. */
export function blast(socket: Socket, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const write = () => {
      if (signal.aborted) socket.destroy();
      while (!socket.destroyed && socket.write(bytes));
    };
    socket.on("drain", write);
    socket.once("close", () => resolve());
    signal.addEventListener("abort", () => socket.destroy(), { once: true });
    if (socket.destroyed) resolve();
    else write();
  });
}

/** A text as a frame whose mask is nothing; up to 65,535 bytes. */
export function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const head = length < MEDIUM
    ? [TEXT, MASKED | length, 0, 0, 0, 0]
    : [TEXT, MASKED | MEDIUM, length >> 8, length & 0xff, 0, 0, 0, 0];
  return Buffer.concat([Buffer.from(head), payload]);
}

/** What asks for a WebSocket at this path. */
export function upgradeOf(path: string): string {
  const key = randomBytes(16).toString("base64");
  return `GET ${path} HTTP/1.1\r\nHost: signalbox\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
    `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`;
}

/** Opens a WebSocket, or whatever the other end makes of it; answers are dropped from then on. */
export async function openWebSocket(source: Source, path: string): Promise<Socket> {
  const socket = await open(source);
  if (socket.destroyed) return socket;
  socket.write(upgradeOf(path));
  await new Promise<void>((resolve) => {
    socket.once("data", () => resolve());
    socket.once("close", () => resolve());
  });
  socket.resume();
  return socket;
}
