import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { openDevicePort } from "../../../adapters/device_port/device_port.ts";
import type { DevicePort, DevicePortOptions } from "../../../adapters/device_port/device_port.ts";
import type { Problem } from "../../../adapters/device_port/problems.ts";

/** A port of the test's own, and what it has reported. */
export interface PortUnderTest {
  readonly port: DevicePort;
  readonly problems: Problem[];
  /** Settles with the next problem of this kind, or with one that is there already. */
  problem(kind: Problem["kind"]): Promise<Problem>;
}

/** Runs a test on a free port of loopback, and closes it. */
export async function withPort(
  options: Pick<DevicePortOptions, "acceptors" | "limits" | "load">,
  run: (tested: PortUnderTest) => Promise<void>,
): Promise<void> {
  const problems: Problem[] = [];
  const waiting: (() => void)[] = [];
  const onProblem = (problem: Problem) => {
    problems.push(problem);
    for (const look of waiting) look();
  };
  const port = await openDevicePort({ host: "127.0.0.1", port: 0, onProblem, ...options });
  const problem = (kind: Problem["kind"]) =>
    new Promise<Problem>((resolve) => {
      const look = () => {
        const found = problems.find((other) => other.kind === kind);
        if (found) resolve(found);
      };
      waiting.push(look);
      look();
    });
  try {
    await run({ port, problems, problem });
  } finally {
    await port.close({ deadlineMs: 0 });
  }
}

/** A connected socket that survives resets. */
export async function dial({ address }: Pick<DevicePort, "address">): Promise<Socket> {
  const socket = connect(address.port, address.host);
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** Everything that comes until the other side ends or resets. */
export function readToEnd(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    const done = () => resolve(Buffer.concat(chunks).toString());
    socket.once("end", done);
    socket.once("close", done);
  });
}

/** Reads until `pattern` has matched, and gives what was read. */
export function readUntil(socket: Socket, pattern: RegExp): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    const onClose = () => reject(new Error(`closed after ${JSON.stringify(text)}`));
    const onData = (chunk: Buffer) => {
      text += chunk.toString();
      if (!pattern.test(text)) return;
      socket.off("data", onData);
      socket.off("close", onClose);
      resolve(text);
    };
    socket.on("data", onData);
    socket.once("close", onClose);
  });
}

/** Writes one chunk per turn of the loop, so that each arrives by itself. */
export async function writeInPieces(socket: Socket, pieces: readonly string[]): Promise<void> {
  socket.setNoDelay(true);
  for (const piece of pieces) {
    await new Promise<void>((resolve) => socket.write(piece, () => setTimeout(resolve, 0)));
  }
}
