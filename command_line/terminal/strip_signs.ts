import type { Presence } from "../../protocols/api/presence.ts";
import type { Colour, Console } from "./console.ts";

/** Each state of a strip has a colour and a sign, so that it is understood without seeing the colour. */
const SIGNS: Readonly<Record<Presence, readonly [Colour, string]>> = {
  online: ["green", "█"],
  stale: ["amber", "▒"],
  offline: ["red", "✘"],
  never_seen: ["grey", "○"],
  unknown: ["grey", "·"],
};

/** What a member was, one sign for each part of the time. */
export function drawStrip(states: readonly Presence[], console: Console): string {
  let drawn = "";
  for (let at = 0; at < states.length;) {
    const state = states[at] ?? "unknown";
    const end = states.findIndex((next, nth) => nth > at && next !== state);
    const length = (end < 0 ? states.length : end) - at;
    const [colour, sign] = SIGNS[state];
    drawn += console.paint(colour, sign.repeat(length));
    at += length;
  }
  return drawn;
}

/** What the signs stand for, in a line. */
export function stripLegend(console: Console): string {
  return Object.entries(SIGNS)
    .map(([state, [colour, sign]]) => console.paint(colour, `${sign} ${console.stateWord(state)}`))
    .join("  ");
}
