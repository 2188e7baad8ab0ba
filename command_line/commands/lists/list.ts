import type { Command } from "commander";
import type { CommandLine } from "../../command_line.ts";
import { addAuditList } from "../audit_list.ts";
import { addListAlerts } from "./list_alerts.ts";
import { addListActors } from "./list_actors.ts";
import { addListCameras } from "./list_cameras.ts";
import { addListDisplays } from "./list_displays.ts";
import { addListCommands, addListExecutions } from "./list_ledger.ts";
import { addListKeyBackups } from "./list_key_backups.ts";
import { addListMachines } from "./list_machines.ts";
import { addListContainers, addListNodes } from "./list_nodes.ts";
import { addListGroups, addListPresets } from "./list_presets.ts";
import { addListRotations } from "./list_rotations.ts";
import { addListSessionKeys } from "./list_session_keys.ts";
import { addListSchedules } from "../schedules/schedule_list.ts";
import { addListSyncHosts, addListWalls } from "./list_sync.ts";
import { addListTokens } from "./list_tokens.ts";

/** `list` and what can be listed */
export function addList(program: Command, cli: CommandLine): void {
  const list = program.command("list").description(cli.texts.about.list);
  cli.examples(list, "list displays", "list commands --state failed --state unknown");
  const lists = [
    addListDisplays,
    addListGroups,
    addListPresets,
    addListSyncHosts,
    addListWalls,
    addListCameras,
    addListNodes,
    addListContainers,
    addListSessionKeys,
    addListRotations,
    addListSchedules,
    addListAlerts,
    addListCommands,
    addListExecutions,
    addListKeyBackups,
    addListMachines,
    addListTokens,
    (parent: Command) => addAuditList(parent, "audit", cli),
    addListActors,
  ];
  for (const add of lists) add(list, cli);
}
