import type { OldTable } from "../../protocols/moving_in/old_tables.ts";
import { readOldFleet } from "../../protocols/moving_in/read_old_fleet.ts";
import type { CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import { agreeAndDo, type AgreeFlags } from "./agree.ts";
import { type FleetFlags, withFleetApi } from "./fleet_api.ts";
import { planFleet } from "./plan_fleet.ts";
import { presentFleet } from "./present_fleet.ts";
import { readOld } from "./reading.ts";
import type { LeftOut } from "./report.ts";
import type { Kind, OnConflict } from "./step.ts";

/** What `import displays` was told. */
export type DisplaysFlags = FleetFlags & AgreeFlags & { readonly onConflict?: string };

const KIND_OF: Readonly<Record<OldTable, Kind>> = {
  clients: "displays",
  client_power_info: "displays",
  ip_name_history: "displays",
  ip_mac_history: "displays",
  groups: "groups",
  group_clients: "groups",
  presets: "presets",
};

/** Brings in displays, groups and presets of an old display server. */
export async function importDisplays(
  path: string,
  flags: DisplaysFlags,
  cli: CommandLine,
): Promise<number> {
  const { texts } = cli;
  const onConflict = onConflictOf(flags, cli);
  const fleet = readOldFleet(await readOld(cli, (tools) => tools.readDatabase(path)));
  const leftOut = fleet.remarks.map(({ table, row, name, reason, detail }): LeftOut => ({
    kind: KIND_OF[table],
    place: `${table} ${row}${name === null ? "" : ` "${name}"`}`,
    text: `${texts.movingIn.remarks[reason]}${detail === "" ? "" : `: ${detail}`}`,
  }));
  const kinds = ["displays", "groups", "presets"] as const;
  const moreLeftOut = fleet.moreRemarks;
  return await withFleetApi(flags, cli, async (api) => {
    const steps = planFleet(fleet, await presentFleet(api), { api, onConflict, texts });
    return await agreeAndDo({ kinds, steps, leftOut, moreLeftOut, onConflict }, flags, cli);
  });
}

function onConflictOf({ onConflict = "skip" }: DisplaysFlags, { texts }: CommandLine): OnConflict {
  if (onConflict === "skip" || onConflict === "replace") return onConflict;
  throw usageFailure(
    `--on-conflict: ${texts.badValue(texts.rules.oneOf(["skip", "replace"]), onConflict)}`,
  );
}
