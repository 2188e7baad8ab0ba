import type {
  Group as GroupFacts,
  Preset as PresetFacts,
  PresetStatus as StatusFacts,
} from "../../../actors/presets/messages.ts";
import type { Group } from "../../../protocols/api/group.ts";
import type { Preset, PresetStatus } from "../../../protocols/api/preset.ts";
import { editedBody } from "../requests/edits.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";

/** A group of displays. */
export function groupBody(group: GroupFacts): Group {
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    displayIds: [...group.displayIds],
    createdAt: isoTime(group.createdAt),
    ...editedBody(group),
  };
}

/** A preset with its commands. */
export function presetBody(preset: PresetFacts): Preset {
  return {
    id: preset.id,
    name: preset.name,
    description: preset.description,
    groupId: preset.groupId,
    barrier: preset.barrier,
    commands: preset.commands.map(({ displayId, command, offsetMs }) => ({
      displayId,
      command,
      offsetMs,
    })),
    createdAt: isoTime(preset.createdAt),
    ...editedBody(preset),
    lastExecutedAt: isoTimeOrNull(preset.lastExecutedAt),
  };
}

/** Whether a preset runs, and where. */
export function presetStatusBody(status: StatusFacts): PresetStatus {
  const { presetId, name, state, total, online, running } = status;
  const targets = status.targets.map((target) => ({
    displayId: target.displayId,
    name: target.name,
    connected: target.connected,
    runsThis: target.runsThis,
    currentPresetId: target.currentPresetId,
  }));
  return { presetId, name, state, total, online, running, targets };
}
