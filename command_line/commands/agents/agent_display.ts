import type { Command } from "commander";
import type { CommandLine } from "../../command_line.ts";
import {
  DISPLAY_AGENT_DEFAULTS,
  DISPLAY_AGENT_OPTIONS,
  type DisplayAgentFlags,
  displayAgentSettings,
} from "../../agents/display_agent_settings.ts";
import type { DisplayAgentOptionName, DisplayAgentTexts } from "../../texts/display_agent.ts";
import { usageFailure } from "../../failure.ts";
import { addAgentOptions, type AgentOptionRow } from "./agent_option_rows.ts";

/** `agent display` */
export function addAgentDisplay(agent: Command, cli: CommandLine): void {
  const { displayAgent, agents } = cli.texts;
  const command = agent.command("display").description(displayAgent.about);
  addAgentOptions(command, rowsOf(displayAgent), cli);
  command.addHelpText("after", `\n${displayAgent.ownFile}`);
  cli.examples(
    command,
    "agent display --server http://192.0.2.10:8000 --name Display_01",
    "agent display --server 192.0.2.10 --allow Stage.exe,D:\\show\\",
    "agent display --config config.json --state-dir /var/lib/signalbox-display",
  );
  command.action(cli.action(async (flags: DisplayAgentFlags) => {
    const settings = await displayAgentSettings(flags, cli);
    const { agents: host } = cli.host;
    if (host === undefined) throw usageFailure(agents.noAgents);
    return await host.display(settings);
  }));
}

function rowsOf({ options, usual }: DisplayAgentTexts): readonly AgentOptionRow[] {
  const said: Readonly<Partial<Record<DisplayAgentOptionName, string>>> = {
    ...DISPLAY_AGENT_DEFAULTS,
    ...usual,
  };
  return (Object.keys(DISPLAY_AGENT_OPTIONS) as DisplayAgentOptionName[]).map((name) => ({
    name,
    placeholder: DISPLAY_AGENT_OPTIONS[name],
    about: options[name],
    usual: said[name],
  }));
}
