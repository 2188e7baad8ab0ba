import type { Preset } from "../../../protocols/api/preset.ts";
import { displayLine } from "../../members/member.ts";
import { MemberLink } from "../../members/member_tile.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { fleet } from "../../wire/fleet.ts";
import { presetWords } from "../../words/presets.ts";
import { stateWords } from "../../words/states.ts";
import { runs, standingOf } from "./preset_status.ts";

type Target = Preset["commands"][number];

/** What each display executes, and whether it does. */
export function PresetTargets({ preset }: { readonly preset: Preset }) {
  const words = presetWords();
  const { online, running, total } = standingOf(preset);
  return (
    <>
      <p>
        {words.online(online, total)}, {words.runsHere(running, total)}
        {preset.barrier && ` · ${words.barrier}`}
      </p>
      <DataTable
        label={words.targets}
        columns={columns(preset.id)}
        rows={preset.commands}
        keyOf={({ displayId }) => String(displayId)}
      />
    </>
  );
}

function columns(presetId: number): readonly Column<Target>[] {
  const words = presetWords();
  return [
    {
      id: "display",
      head: words.display,
      width: "minmax(8rem, 1fr)",
      cell: ({ displayId }) => {
        const display = fleet.displays.get(String(displayId));
        return display ? <MemberLink line={displayLine(display)} /> : `#${displayId}`;
      },
    },
    {
      id: "state",
      head: words.state,
      width: "10rem",
      cell: ({ displayId }) => <TargetState displayId={displayId} presetId={presetId} />,
    },
    {
      id: "offset",
      head: words.offset,
      width: "8rem",
      wide: true,
      cell: ({ offsetMs }) =>
        offsetMs === 0 ? words.atOnce : words.offsetText(String(offsetMs / 1_000)),
    },
    {
      id: "command",
      head: words.commandLine,
      width: "minmax(10rem, 3fr)",
      cell: ({ command }) => <code title={command}>{command}</code>,
    },
  ];
}

function TargetState(
  { displayId, presetId }: { readonly displayId: number; readonly presetId: number },
) {
  const display = fleet.displays.get(String(displayId));
  if (!display) return <StateBadge tone="unknown" word={stateWords().liveness.unknown} />;
  if (runs(display, presetId)) {
    return <StateBadge tone="busy" word={stateWords().preset.running} />;
  }
  return <StateBadge {...displayLine(display)} />;
}
