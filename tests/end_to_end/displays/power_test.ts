import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import {
  createScriptedDisplay,
  type ScriptedDisplay,
} from "../../../agents/displays/scripted_display.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Display } from "../../../protocols/api/display.ts";
import { decodeMagicPacket } from "../../../protocols/wake/magic_packet.ts";
import { type HostUnderTest, withControlHost } from "../../support/control_host.ts";

/** Nothing but a defect lets it pass. */
const PATIENCE_MS = 20_000;
const MAC = "02:00:5E:00:53:01";
const NAME = "Wall-L2";

/** A network card that listens while its machine is off. */
class Card {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async listen(): Promise<Card> {
    const socket = createSocket("udp4").bind(0);
    await once(socket, "listening");
    return new Card(socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** Whom the next datagram is to wake. */
  async called(): Promise<string | null> {
    const [datagram] = await once(this.#socket, "message", {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return decodeMagicPacket(datagram);
  }

  close = (): void => void this.#socket.close();
}

/** Runs a test with a tray (T4) that was there, and with the card of its machine. */
async function withDisplay(
  test: (under: HostUnderTest, display: ScriptedDisplay, card: Card) => Promise<void>,
): Promise<void> {
  const card = await Card.listen();
  try {
    await withControlHost(async (under) => {
      const display = createScriptedDisplay({
        build: "T4",
        url: under.url,
        name: NAME,
        timeScale: 20,
      });
      try {
        display.start();
        await display.until(() => display.registered, PATIENCE_MS);
        await test(under, display, card);
      } finally {
        display.stop();
      }
    }, { wake: { ports: [card.port] } });
  } finally {
    card.close();
  }
}

const order = ({ api }: HostUnderTest, json: unknown): Promise<Command> =>
  api.call(`/api/v1/displays/${NAME}/commands`, { method: "POST", json });

Deno.test("a display that is off is woken by a magic packet, and its command completes when it is back", () =>
  withDisplay(async (under, display, card) => {
    const { api } = under;
    display.stop();
    await api.until<Display>(`/api/v1/displays/${NAME}`, (it) => !it.connected, PATIENCE_MS);
    const early = await api.finished(await order(under, { action: "wake" }), PATIENCE_MS);
    assert.equal(early.state, "failed");
    assert.match(early.reason ?? "", /^no_mac/);
    const json = { macAddress: MAC.toLowerCase().replaceAll(":", "-") };
    const known = await api.call<Display>(`/api/v1/displays/${NAME}`, { method: "PATCH", json });
    assert.deepEqual([known.macAddress, known.macByHand], [MAC, true]);
    const called = card.called();
    const command = await order(under, { action: "wake" });
    assert.equal(await called, MAC);
    display.start();
    const { state, events } = await api.finished(command, PATIENCE_MS);
    assert.equal(state, "completed");
    assert.deepEqual(events.map((event) => event.state), ["queued", "sent", "completed"]);
  }));

Deno.test("a tray is restarted by a command line, and the command completes when it is back (T4)", () =>
  withDisplay(async (under, display) => {
    const { api } = under;
    const command = await order(under, { action: "power", what: "restart" });
    const heard = () => display.received.find(({ event }) => event === "execute_command");
    await display.until(() => heard() !== undefined, PATIENCE_MS);
    const { command: line } = heard()?.payload as { readonly command: string };
    assert.equal(line, "shutdown /r /t 5 || shutdown -r now");
    display.stop();
    await api.until<Display>(`/api/v1/displays/${NAME}`, (it) => !it.connected, PATIENCE_MS);
    display.start();
    const { state, result } = await api.finished(command, PATIENCE_MS);
    assert.equal(state, "completed");
    assert.ok(Number(result?.awayMs) >= 0);
  }));
