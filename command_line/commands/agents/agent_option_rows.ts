import type { Command } from "commander";
import { agentFlagOf, agentVariableOf } from "../../agents/agent_names.ts";
import type { CommandLine } from "../../command_line.ts";

/** One option of an agent, as the help shows it. */
export interface AgentOptionRow {
  /** In camelCase; flag and variable follow from it. */
  readonly name: string;
  readonly placeholder: string;
  readonly about: string;
  /** What holds when it is left out, where that can be said. */
  readonly usual: string | undefined;
}

/** Adds options of an agent to its command, each with its variable and its default. */
export function addAgentOptions(
  command: Command,
  rows: readonly AgentOptionRow[],
  { texts }: Pick<CommandLine, "texts">,
): void {
  for (const { name, placeholder, about, usual } of rows) {
    const facts = [texts.variableOf(agentVariableOf(name))];
    if (usual !== undefined) facts.unshift(texts.defaultOf(usual));
    command.option(`--${agentFlagOf(name)} ${placeholder}`, `${about} (${facts.join(", ")})`);
  }
}
