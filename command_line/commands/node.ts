import type { Command } from "commander";
import { findNode, nodePath } from "../api/find_node.ts";
import type { CommandLine } from "../command_line.ts";
import { visible } from "../terminal/visible.ts";
import { addForget } from "./forget.ts";

/** `node forget` */
export function addNode(program: Command, cli: CommandLine): void {
  const { texts } = cli;
  const { about, arguments: named, options, forgotten } = texts.nodes;
  const node = program.command("node").description(about.node);
  cli.examples(node, "node forget client123");
  addForget(node, cli, {
    about: about.forget,
    argument: ["<node>", named.node],
    force: options.force,
    example: "node forget client123",
    async find(api, typed) {
      const { serverId, name } = await findNode(api, typed, texts);
      return {
        path: nodePath(serverId),
        told: { serverId, name },
        said: forgotten(visible(serverId)),
      };
    },
  });
}
