import type { Command } from "commander";
import { type AgentFlags, cameraOptionRows } from "../../agents/agent_options.ts";
import { cameraSettings } from "../../agents/agent_settings.ts";
import type { CommandLine } from "../../command_line.ts";
import { usageFailure } from "../../failure.ts";
import { addAgentOptions } from "./agent_option_rows.ts";

/** `agent camera` */
export function addAgentCamera(agent: Command, cli: CommandLine): void {
  const { agents } = cli.texts;
  const command = agent.command("camera").description(agents.about.camera)
    .argument("[words...]", agents.words);
  addAgentOptions(command, cameraOptionRows(cli.texts), cli);
  command.addHelpText("after", `\n${agents.forTheField}`);
  cli.examples(
    command,
    "agent camera --mqtt-url mqtt://192.0.2.10:1883",
    "agent camera --format framed-jpeg -- --rotation 180",
    "agent camera --source test --bind 127.0.0.2 --port 8010",
    "agent camera --source file:show.mp4 --advertise 192.0.2.77",
    "agent camera --source command -- ffmpeg -i rtsp://192.0.2.5/1 -c copy -f h264 -",
  );
  command.action(cli.action((words: string[], flags: AgentFlags) => {
    const settings = cameraSettings(flags, words, cli);
    const { agents: host } = cli.host;
    if (host === undefined) throw usageFailure(agents.noAgents);
    return host.camera(settings);
  }));
}
