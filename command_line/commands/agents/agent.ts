import type { Command } from "commander";
import type { CommandLine } from "../../command_line.ts";
import { addAgentCamera } from "./agent_camera.ts";
import { addAgentDisplay } from "./agent_display.ts";
import { addAgentNode } from "./agent_node.ts";
import { addAgentSync } from "./agent_sync.ts";

/** `agent`: the device side of each protocol. */
export function addAgent(program: Command, cli: CommandLine): void {
  const agent = program.command("agent").description(cli.texts.agents.about.agent);
  cli.examples(agent, "agent camera", "agent camera --source test", "agent display --help");
  addAgentCamera(agent, cli);
  addAgentDisplay(agent, cli);
  addAgentNode(agent, cli);
  addAgentSync(agent, cli);
}
