/**
 * The other side of the wire: displays by the thousand, and the clock that times them.
 *
 * @module
 */
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { takeOrders } from "./child.ts";
import { LightDisplay } from "./light_display.ts";
import type { BeatOrder, HistoryOrder, LoadOrders, StormOrder, StormReport } from "./loads.ts";
import { quantile } from "./statistics.ts";

/** A storm that is not over by then has failed; the answer says how many are missing. */
const STORM_TIMEOUT_MS = 60_000;
/** Lines that one display says before it waits: far below what its mailbox holds. */
const LINES_AT_ONCE = 25;
/** Displays that talk at the same time, so that buffers stay small. */
const TALKERS = 50;

let displays: LightDisplay[] = [];
let onBeat: (display: LightDisplay) => void = () => {};
/** The slots of a second in which displays beat. */
const SLOTS = 100;
/** Those whose connection has ended: nobody waits for their answer. */
const gone = new Set<LightDisplay>();

async function storm({ url, count, prefix }: StormOrder): Promise<StormReport> {
  const acks: number[] = [];
  let registered = 0;
  let lost = 0;
  const began = performance.now();
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const settle = () => {
    if (registered + lost >= count) resolve();
  };
  for (let n = 0; n < count; n++) {
    const display: LightDisplay = new LightDisplay(url, `${prefix}-${n}`, {
      joined(tookMs) {
        acks.push(tookMs);
        display.register();
      },
      registered() {
        registered++;
        settle();
      },
      heartbeatAnswered: (from) => onBeat(from),
      lost() {
        lost++;
        gone.add(display);
        onBeat(display);
        settle();
      },
    });
    displays.push(display);
  }
  const giveUp = new AbortController();
  await Promise.race([all, pause(STORM_TIMEOUT_MS, undefined, { signal: giveUp.signal })]);
  giveUp.abort();
  const allMs = performance.now() - began;
  acks.sort((a, b) => a - b);
  const ackMs = { p50: quantile(acks, 0.5), p99: quantile(acks, 0.99), slowest: quantile(acks, 1) };
  return { allMs, ackMs, lost: count - registered };
}

async function beat({ seconds, inFlight }: BeatOrder): Promise<number> {
  let answers = 0;
  let open = 0;
  let beating = true;
  const { promise: quiet, resolve } = Promise.withResolvers<void>();
  onBeat = (display) => {
    if (beating && !gone.has(display)) {
      answers++;
      return display.beat();
    }
    if (--open === 0) resolve();
  };
  for (const display of displays) {
    for (let n = 0; n < inFlight; n++) display.beat();
  }
  open = displays.length * inFlight;
  await pause(seconds * 1000);
  beating = false;
  await quiet;
  return answers;
}

async function tick({ seconds }: { readonly seconds: number }): Promise<number> {
  let sent = 0;
  const began = performance.now();
  for (let slot = 0; slot < seconds * SLOTS; slot++) {
    const dueMs = began + slot * 1_000 / SLOTS - performance.now();
    if (dueMs > 0) await pause(dueMs);
    for (let n = slot % SLOTS; n < displays.length; n += SLOTS) {
      displays[n]?.beat();
      sent++;
    }
  }
  return sent;
}

async function makeHistory({ kind, lines }: HistoryOrder): Promise<null> {
  const waiting = new Map<LightDisplay, () => void>();
  onBeat = (display) => waiting.get(display)?.();
  const talk = async (display: LightDisplay) => {
    for (let said = 0; said < lines; said += LINES_AT_ONCE) {
      if (gone.has(display)) break;
      for (let n = said; n < Math.min(lines, said + LINES_AT_ONCE); n++) say(display, kind, n);
      await new Promise<void>((resolve) => {
        waiting.set(display, resolve);
        if (gone.has(display)) resolve();
        else display.beat();
      });
    }
    waiting.delete(display);
  };
  const queue = displays.values();
  const talkers = Array.from({ length: TALKERS }, async () => {
    for (const display of queue) await talk(display);
  });
  await Promise.all(talkers);
  return null;
}

function say(display: LightDisplay, kind: HistoryOrder["kind"], n: number): void {
  const { name: clientName } = display;
  const timestamp = "2025-07-05T09:30:05.130642";
  if (kind === "plain") return display.say("reconnection_success", { clientName, timestamp });
  if (n % 2 === 1) return display.say("stop_command_completed", { clientName, timestamp });
  const command = `D:\\show\\Stage.exe -dc_node=Node_${n} -fullscreen`;
  const result = { success: true, pid: n, process_name: "Stage.exe", timestamp };
  display.say("execution_result", { clientName, presetId: 1, command, result, timestamp });
}

await takeOrders<LoadOrders>({
  storm,
  beat,
  tick,
  makeHistory,
  async hangUp() {
    await Promise.all(displays.map((display) => display.close()));
    displays = [];
    return null;
  },
});
process.exit(0);
