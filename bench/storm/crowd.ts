/**
 * Displays by the thousand in a process of their own, which lose their server and find it again.
 *
 * @module
 */
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { takeOrders } from "../displays/child.ts";
import type { Arrivals, CrowdOrder, CrowdOrders, Return } from "./orders.ts";
import { StormDisplay } from "./storm_display.ts";

/** A site's displays have an address each; ours share one by twenties, far below what one address may have. */
const PER_ADDRESS = 20;
const FIRST_ADDRESS = 0x7f_00_02_0a;

const displays: StormDisplay[] = [];
const commands = new Map<string, number>();
let [openedAt, refused, givenUp] = [Infinity, 0, 0];
let wake = () => {};

const watcher = {
  opened() {
    openedAt = Math.min(openedAt, Date.now());
  },
  registered: () => wake(),
  failed(late: boolean) {
    if (late) givenUp++;
    else refused++;
  },
  executed(command: string) {
    commands.set(command, (commands.get(command) ?? 0) + 1);
  },
};

function connect({ url, count, first }: CrowdOrder): null {
  for (let n = first; n < first + count; n++) {
    const name = `Storm-${String(n).padStart(4, "0")}`;
    displays.push(new StormDisplay({ url, name, from: addressOf(n), watcher }));
  }
  return null;
}

/** Neither .0 nor .255 of a network. */
function addressOf(n: number): string {
  const machine = Math.floor(n / PER_ADDRESS);
  const address = FIRST_ADDRESS + (Math.floor(machine / 240) << 8) + machine % 240;
  return [24, 16, 8, 0].map((bits) => (address >>> bits) & 0xff).join(".");
}

function begin(): null {
  [openedAt, refused, givenUp] = [Infinity, 0, 0];
  for (const display of displays) display.registeredAt = NaN;
  return null;
}

async function returned({ timeoutMs }: { readonly timeoutMs: number }): Promise<Return> {
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const missing = () => displays.filter(({ registeredAt }) => Number.isNaN(registeredAt)).length;
  let left = missing();
  wake = () => {
    // Counted anew only when it may be over: each count looks at thousands.
    if (--left <= 0 && (left = missing()) === 0) resolve();
  };
  if (left === 0) resolve();
  const giveUp = new AbortController();
  await Promise.race([all, pause(timeoutMs, undefined, { signal: giveUp.signal })]);
  giveUp.abort();
  wake = () => {};
  const back = displays.filter(({ registeredAt }) => !Number.isNaN(registeredAt));
  return {
    openedAt,
    registeredAt: back.map((display) => display.registeredAt),
    servedMs: back.map(({ servedMs }) => servedMs),
    missing: displays.length - back.length,
    refused,
    givenUp,
  };
}

function arrivals({ mark }: { readonly mark: string }): Arrivals {
  const told = [...commands].filter(([command]) => command.includes(mark));
  return { different: told.length, repeated: told.filter(([, times]) => times > 1).length };
}

await takeOrders<CrowdOrders>({ connect, begin, returned, arrivals });
for (const display of displays) display.close();
process.exit(0);
