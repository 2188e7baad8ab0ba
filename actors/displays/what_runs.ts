import type { ProcessesReported } from "../../protocols/switchboard/events.ts";
import type { DisplayState } from "./display_state.ts";
import type { DisplayHealth } from "./messages.ts";
import { amend } from "./seat.ts";

/** A program runs, for a preset or for none. */
export function runs(state: DisplayState, presetId: number | null): boolean {
  state.health = "running";
  state.stopsNoted.clear();
  if (state.seat.record.currentPresetId !== presetId) {
    amend(state.seat, { currentPresetId: presetId });
  }
  return true;
}

/** No list. */
export const NO_PROCESSES: readonly string[] = [];

/** Nothing runs any more. */
export function rests(state: DisplayState, health: DisplayHealth): boolean {
  state.health = health;
  state.processes = NO_PROCESSES;
  state.listedPresets = [];
  if (state.seat.record.currentPresetId !== null) amend(state.seat, { currentPresetId: null });
  return true;
}

/** Whether an end that names its preset is the end of something else than what runs; undefined: none was named. */
export function isOfAnother(state: DisplayState, presetId: number | null | undefined): boolean {
  const { currentPresetId } = state.seat.record;
  return presetId !== undefined && currentPresetId !== null && presetId !== currentPresetId;
}

/** The device lists what runs, each with its preset, so it can tell one preset from another. */
export function listPresets(state: DisplayState, { complete, processes }: ProcessesReported): void {
  state.listedPresets = complete
    ? processes.flatMap(({ presetId }) => presetId === undefined ? [] : [presetId])
    : [];
  const latest = state.listedPresets.at(-1);
  if (state.seat.record.currentPresetId === null && latest !== undefined) {
    amend(state.seat, { currentPresetId: latest });
  }
}

/** The device's own list has named the preset that we take for the running one. */
export function listsCurrent({ listedPresets, seat }: DisplayState): boolean {
  const { currentPresetId } = seat.record;
  return currentPresetId !== null && listedPresets.includes(currentPresetId);
}
