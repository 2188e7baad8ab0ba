import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { addressOf, each, type Flood, hoard, MALICE, ONE_ADDRESS } from "./flooding.ts";
import { blast, open } from "./raw_socket.ts";

const NOISE = randomBytes(16_384);

/** Connects and leaves at once, again and again, from wherever. */
function comingAndGoing(from: (index: number) => string): Flood {
  return ({ relayPort: port }, signal) =>
    each(ONE_ADDRESS, async (index) => {
      for (let n = 0; !signal.aborted; n++) {
        const socket = await open({ port, from: from(index + n) });
        socket.destroy();
        // The event loop must be able to end this.
        if (n % 16 === 0) await wait(1);
      }
    });
}

/** Floods of a camera's relay, whose viewers have nothing to say. */
export const RELAY_FLOODS: { readonly [name: string]: Flood } = {
  "relay: viewers that never read": hoard(({ relayPort }) => relayPort, addressOf),
  "relay: connecting and closing": comingAndGoing(() => MALICE),
  "relay: connecting and closing from 40 addresses": comingAndGoing(addressOf),
  "relay: garbage": ({ relayPort: port }, signal) =>
    each(ONE_ADDRESS, async () => {
      while (!signal.aborted) {
        await blast(await open({ port, from: MALICE }), NOISE, signal);
        await wait(1);
      }
    }),
};
