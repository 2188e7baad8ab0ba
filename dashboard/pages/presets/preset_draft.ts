import type { Preset } from "../../../protocols/api/preset.ts";

/** A preset while it is being edited: what was typed, as it was typed. */
export interface PresetDraft {
  readonly name: string;
  readonly description: string;
  readonly groupId: number | null;
  readonly barrier: boolean;
  readonly targets: readonly TargetDraft[];
}

/** What one display is to execute. `offsetS` is text, for a half-typed number is none. */
export interface TargetDraft {
  readonly displayId: number;
  readonly command: string;
  readonly offsetS: string;
}

/** A preset that holds nothing yet. */
export const EMPTY_DRAFT: PresetDraft = {
  name: "",
  description: "",
  groupId: null,
  barrier: false,
  targets: [],
};

/** A preset as it can be edited. */
export function draftOf({ name, description, groupId, barrier, commands }: Preset): PresetDraft {
  const targets = commands.map(({ displayId, command, offsetMs }) => ({
    displayId,
    command,
    offsetS: String(offsetMs / 1_000),
  }));
  return { name, description, groupId, barrier, targets };
}

/** What is sent to the control host, which judges it. */
export function bodyOf({ name, description, groupId, barrier, targets }: PresetDraft): object {
  const commands = targets.map(({ displayId, command, offsetS }) => ({
    displayId,
    command,
    offsetMs: Math.round((Number(offsetS) || 0) * 1_000),
  }));
  return { name: name.trim(), description, groupId, barrier, commands };
}

/** The draft with more displays; those it has stay as they are. A new one begins with the last command line. */
export function withTargets(draft: PresetDraft, displayIds: readonly number[]): PresetDraft {
  const known = new Set(draft.targets.map(({ displayId }) => displayId));
  const command = draft.targets.at(-1)?.command ?? "";
  const more = displayIds.filter((id) => !known.has(id))
    .map((displayId) => ({ displayId, command, offsetS: "0" }));
  return { ...draft, targets: [...draft.targets, ...more] };
}

/** The draft with one target changed, or taken out where `change` is null. */
export function withTarget(
  draft: PresetDraft,
  displayId: number,
  change: Partial<TargetDraft> | null,
): PresetDraft {
  const targets = draft.targets.flatMap((target) => {
    if (target.displayId !== displayId) return [target];
    return change === null ? [] : [{ ...target, ...change }];
  });
  return { ...draft, targets };
}
