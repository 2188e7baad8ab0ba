import type { Command } from "commander";
import type { CommandLine } from "../../command_line.ts";
import { usageFailure } from "../../failure.ts";
import {
  NODE_AGENT_DEFAULTS,
  NODE_AGENT_OPTIONS,
  type NodeAgentFlags,
  nodeAgentSettings,
} from "../../agents/node_agent_settings.ts";
import type { NodeAgentOptionName, NodeAgentTexts } from "../../texts/node_agent.ts";
import { addAgentOptions, type AgentOptionRow } from "./agent_option_rows.ts";

/** `agent node` */
export function addAgentNode(agent: Command, cli: CommandLine): void {
  const { nodeAgent, agents } = cli.texts;
  const command = agent.command("node").description(nodeAgent.about);
  addAgentOptions(command, rowsOf(nodeAgent), cli);
  command.addHelpText("after", `\n${nodeAgent.password}`);
  cli.examples(
    command,
    "agent node --server 192.0.2.10",
    "agent node --server wss://control.example:8443 --ca cert.pem",
    "agent node --server 192.0.2.10 --username ops --password-file /etc/signalbox-password",
    "agent node --server 192.0.2.10 --nodes validator --rpc-ports validator=9944",
    'agent node --server 192.0.2.10 --payout-program /usr/local/bin/payout --payout-args "--node {container}"',
    "agent node --config /etc/signalbox-node.yaml --state-dir /var/lib/signalbox-node",
  );
  command.action(cli.action(async (flags: NodeAgentFlags) => {
    const settings = await nodeAgentSettings(flags, cli);
    const { agents: host } = cli.host;
    if (host === undefined) throw usageFailure(agents.noAgents);
    return await host.node(settings);
  }));
}

function rowsOf({ options, usual }: NodeAgentTexts): readonly AgentOptionRow[] {
  const said: Readonly<Partial<Record<NodeAgentOptionName, string>>> = {
    ...NODE_AGENT_DEFAULTS,
    ...usual,
  };
  return (Object.keys(NODE_AGENT_OPTIONS) as NodeAgentOptionName[]).map((name) => ({
    name,
    placeholder: NODE_AGENT_OPTIONS[name],
    about: options[name],
    usual: said[name],
  }));
}
