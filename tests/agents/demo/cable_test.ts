import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { Cable } from "../../../agents/demo/cable.ts";
import { hasAddress } from "../../../agents/demo/loopback.ts";
import { boundPort, listenAt } from "../../../agents/listening.ts";
import { eventually } from "../../support/eventually.ts";
import { nth } from "./nth.ts";

const FROM = "127.0.1.77";
const PATIENCE_MS = 10_000;

/** One end of a connection, and what has come out of it. */
class End {
  text = "";
  closed = false;

  constructor(readonly socket: Socket) {
    socket.on("error", () => {});
    socket.on("data", (chunk) => void (this.text += String(chunk)));
    socket.on("close", () => void (this.closed = true));
  }

  heard(text: string): Promise<unknown> {
    return eventually(() => this.text, (all) => all === text, PATIENCE_MS);
  }

  gone(): Promise<unknown> {
    return eventually(() => this.closed, Boolean, PATIENCE_MS);
  }
}

interface CableStage {
  readonly cable: Cable;
  /** Ends at the control host's side, oldest first. */
  readonly far: readonly End[];
  dial(): Promise<End>;
  /** The far end of connection n. */
  farEnd(n: number): Promise<End>;
}

async function onCable(test: (stage: CableStage) => Promise<void>): Promise<void> {
  const far: End[] = [];
  const server: Server = createServer((socket) => void far.push(new End(socket)));
  await listenAt(server, "127.0.0.1", 0);
  const cable = await Cable.lay({ to: { host: "127.0.0.1", port: boundPort(server) }, from: FROM });
  try {
    await test({
      cable,
      far,
      async dial() {
        const end = new End(connect({ host: "127.0.0.1", port: cable.port }));
        await once(end.socket, "connect");
        return end;
      },
      async farEnd(n) {
        await eventually(() => far.length, (count) => count > n, PATIENCE_MS);
        return nth(far, n);
      },
    });
  } finally {
    await cable.remove();
    for (const { socket } of far) socket.destroy();
    await new Promise((closed) => server.close(closed));
  }
}

Deno.test("hasAddress() knows the loopback addresses of this system, and no other's", async () => {
  assert.equal(await hasAddress("127.0.0.1"), true);
  assert.equal(await hasAddress("192.0.2.1"), false);
});

Deno.test("Cable carries both directions, from an address of its own", () =>
  onCable(async ({ dial, farEnd }) => {
    const near = await dial();
    const far = await farEnd(0);
    near.socket.write("up");
    far.socket.write("down");
    await Promise.all([far.heard("up"), near.heard("down")]);
    assert.equal(far.socket.remoteAddress, FROM);
    near.socket.end();
    await Promise.all([far.gone(), near.gone()]);
  }));

Deno.test("Cable.cut() lets nothing through and tells nobody, not even of a hang-up", () =>
  onCable(async ({ cable, dial, farEnd, far }) => {
    const near = await dial();
    const end = await farEnd(0);
    near.socket.write("before");
    await end.heard("before");
    cable.cut();
    assert.equal(cable.isCut, true);
    near.socket.write("lost");
    end.socket.write("lost, too");
    // Whoever dials now gets a connection, as one does where packets are lost behind a switch.
    const other = await dial();
    other.socket.write("into the void");
    other.socket.end();
    await other.gone();
    assert.deepEqual([near.text, end.text, near.closed, end.closed, far.length], [
      "",
      "before",
      false,
      false,
      1,
    ]);
    near.socket.destroy();
  }));

Deno.test("Cable.mend() resets what was connected, and lets new connections through", () =>
  onCable(async ({ cable, dial, farEnd }) => {
    const near = await dial();
    const far = await farEnd(0);
    cable.cut();
    near.socket.write("lost");
    cable.mend();
    await Promise.all([near.gone(), far.gone()]);
    assert.equal(far.text, "");
    const again = await dial();
    again.socket.write("back");
    await (await farEnd(1)).heard("back");
    again.socket.destroy();
  }));

Deno.test("Cable.drop() resets both ends at once, and stays laid", () =>
  onCable(async ({ cable, dial, farEnd }) => {
    const near = await dial();
    const far = await farEnd(0);
    cable.drop();
    await Promise.all([near.gone(), far.gone()]);
    const again = await dial();
    await farEnd(1);
    again.socket.destroy();
  }));

Deno.test("Cable hangs up on a member whose control host is away", async () => {
  const server = createServer();
  await listenAt(server, "127.0.0.1", 0);
  const port = boundPort(server);
  await new Promise((closed) => server.close(closed));
  const cable = await Cable.lay({ to: { host: "127.0.0.1", port }, from: null });
  const near = new End(connect({ host: "127.0.0.1", port: cable.port }));
  await near.gone();
  await cable.remove();
});
