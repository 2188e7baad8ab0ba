import { getLogger } from "@logtape/logtape";
import type { AgentLog } from "../../agents/agent_log.ts";
import { AllowList } from "../../agents/displays/agent/allow_list.ts";
import { startDisplayAgent } from "../../agents/displays/agent/display_agent.ts";
import { addressTowards, macOfAddress } from "../../agents/displays/agent/own_address.ts";
import { POSIX_MACHINE } from "../../agents/displays/agent/posix_machine.ts";
import {
  POSIX_POWER,
  powerSwitch,
  WINDOWS_POWER,
} from "../../agents/displays/agent/power_switch.ts";
import { WINDOWS_MACHINE } from "../../agents/displays/agent/windows_machine.ts";
import type {
  DisplayAgentSettings,
  RunningDisplayAgent,
} from "../../command_line/agents/display_agent_host.ts";

const logger = getLogger(["signalbox", "display"]);
// A sentence may hold braces, which are not ours to fill in.
const log: AgentLog = (level, sentence) => logger[level]("{sentence}", { sentence });

/** Runs the display agent that was asked for. Rejects when its state folder cannot be had. */
export async function openDisplayAgent(
  settings: DisplayAgentSettings,
): Promise<RunningDisplayAgent> {
  const { server, address, stateDir, shell, allow, allowPower } = settings;
  const name = settings.name ?? Deno.hostname();
  const windows = Deno.build.os === "windows";
  const machine = windows ? WINDOWS_MACHINE : POSIX_MACHINE;
  const allowed = allow === null ? null : new AllowList(allow, machine.dialect);
  const agent = await startDisplayAgent({
    url: server,
    name,
    address: () => address === null ? addressTowards(server) : Promise.resolve(address),
    stateDir,
    rules: { shell, allowed },
    machine,
    macOf: macOfAddress,
    ...(allowPower ? { power: powerSwitch(windows ? WINDOWS_POWER : POSIX_POWER) } : {}),
    log,
  });
  return { name, running: agent.running, stop: () => agent.stop() };
}
