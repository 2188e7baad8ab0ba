import assert from "node:assert/strict";
import type { BuildId } from "../../../agents/displays/display_build.ts";
import {
  createScriptedDisplay,
  type ScriptedDisplay,
  type ScriptedDisplayOptions,
} from "../../../agents/displays/scripted_display.ts";

/** Real milliseconds that anything a display does may take; nothing but a defect lets it pass. */
export const PATIENCE_MS = 60_000;
/** Fifty device seconds in one: 5 s become 100 ms. */
const TIME_SCALE = 50;

interface Member {
  readonly build: BuildId;
  readonly name: string;
}

/** At least one display. */
export type Fleet = readonly [ScriptedDisplay, ...ScriptedDisplay[]];

/** One display per fielded build; the names are as different as in a real hall. */
const FLEET: readonly [Member, ...Member[]] = [
  { build: "T4", name: "Wall-L2" },
  { build: "T3", name: "wall-R1 Side" },
  { build: "C3", name: "전시관 왼쪽" },
  { build: "T1", name: "Kiosk-ÄöÜ" },
  { build: "G", name: "로비-Main" },
];

/** Runs a test with one display of each build at `url`, all registered; then lets them leave. */
export async function withFleet(
  url: string,
  test: (displays: Fleet) => Promise<void>,
  options: Partial<ScriptedDisplayOptions> = {},
): Promise<void> {
  const make = (member: Member, index: number) =>
    createScriptedDisplay({ ...member, url, timeScale: TIME_SCALE, seed: index + 1, ...options });
  const [first, ...others] = FLEET;
  const displays: Fleet = [make(first, 0), ...others.map((each, index) => make(each, index + 1))];
  try {
    for (const display of displays) display.start();
    await allRegistered(displays);
    await test(displays);
  } finally {
    for (const display of displays) display.stop();
  }
}

/** Resolves when every display is registered on its present connection. */
export async function allRegistered(displays: readonly ScriptedDisplay[]): Promise<void> {
  await Promise.all(displays.map((each) => each.until(() => each.registered, PATIENCE_MS)));
}

/** The number that the control host gave a display at its latest registration. */
export function clientIdOf(display: ScriptedDisplay): number {
  return latest(display, "registration_success").clientId as number;
}

/** What a display was told last under this event name. */
export function latest(display: ScriptedDisplay, event: string): Record<string, unknown> {
  const heard = display.received.findLast((received) => received.event === event);
  assert.ok(heard, `${display.name} heard no ${event}`);
  return heard.payload as Record<string, unknown>;
}
