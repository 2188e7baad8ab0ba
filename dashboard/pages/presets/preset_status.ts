import type { Display } from "../../../protocols/api/display.ts";
import type { Preset, PresetStatus } from "../../../protocols/api/preset.ts";
import { fleet } from "../../wire/fleet.ts";

/** How a preset stands, by what the displays say: the same rule as the control host's, kept up by their events. */
export interface PresetStanding {
  readonly state: PresetStatus["state"];
  readonly online: number;
  readonly running: number;
  readonly total: number;
}

/** Reads the displays' signal, so that whoever shows it follows them. */
export function standingOf({ id, commands }: Preset): PresetStanding {
  const targets = commands.map(({ displayId }) => fleet.displays.get(String(displayId)));
  const online = targets.filter((display) => display?.connected).length;
  const running = targets.filter((display) => runs(display, id)).length;
  const total = commands.length;
  return { state: stateOf(running, online, total), online, running, total };
}

/** True when a display runs the preset. */
export function runs(display: Display | undefined, presetId: number): boolean {
  return display !== undefined && display.connected && display.currentPresetId === presetId;
}

function stateOf(running: number, online: number, total: number): PresetStatus["state"] {
  if (running > 0) return running === total ? "running" : "partial";
  return online > 0 ? "ready" : "offline";
}
