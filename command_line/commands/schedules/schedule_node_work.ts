import type { ScheduleDraft } from "../../../protocols/api/schedule.ts";
import { NODE_COMMANDS, type NodeCommandRule } from "../../../protocols/mserver/commands.ts";
import type { ApiClient } from "../../api/api_client.ts";
import type { CommandLine } from "../../command_line.ts";
import { nodeParams } from "../../orders/node_params.ts";
import { changedTiming, type TimingOptions } from "../../orders/order_options.ts";
import { parseDurationBetween } from "../../terminal/durations.ts";
import { oneOf } from "../../terminal/typed_values.ts";
import { filterOf, type FilterOptions } from "../broadcast.ts";

/** A command for node containers, as a schedule has it. */
export type NodeWork = Extract<ScheduleDraft["work"], { readonly type: "node" }>;

/** For whom, with what pause and what patience, as typed. */
export type NodeWorkOptions = FilterOptions & TimingOptions & { readonly pause?: string };

/** Short of what the API takes: keys need ten minutes, and nothing else has a pause. */
const PAUSES = ["10m", "1d"] as const;

/** Whether a word was typed that only containers have a use for. */
export function namesContainers(flags: NodeWorkOptions): boolean {
  return namesFilter(flags) || flags.pause !== undefined;
}

function namesFilter({ node, container, type, connected }: FilterOptions): boolean {
  return [node, container, type, connected].some((typed) => typed !== undefined);
}

/** A command with its words, for whomever the options leave. */
export async function nodeWork(
  api: ApiClient,
  [name = "", ...words]: readonly string[],
  flags: NodeWorkOptions,
  cli: CommandLine,
): Promise<NodeWork> {
  const rule = ruleOf(oneOf("<command>", name, [...NODE_COMMANDS.keys()], cli.texts));
  const work: NodeWork = {
    type: "node",
    selection: { scope: "each", filter: {} },
    command: rule.name,
    params: { ...nodeParams(rule, words, cli.texts, cli.printing.sentence) },
    deadlineMs: null,
    waitOnlineMs: null,
    pauseMs: 600_000,
  };
  return await narrowed(api, work, flags, cli);
}

/** The same work for whom, and with what pause and patience, was typed; what was not typed stays. */
export async function narrowed(
  api: ApiClient,
  work: NodeWork,
  flags: NodeWorkOptions,
  cli: CommandLine,
): Promise<NodeWork> {
  const { pause } = flags;
  const filter = { ...filterBefore(work), ...await filterOf(api, flags, cli) };
  return {
    ...work,
    ...changedTiming(flags, cli, ruleOf(work.command).deadlineMs),
    ...(namesFilter(flags) ? { selection: { scope: "each", filter: withCopies(filter) } } : {}),
    ...(pause === undefined
      ? {}
      : { pauseMs: parseDurationBetween("--pause", pause, PAUSES, cli.texts) }),
  };
}

type Filter = Extract<NodeWork["selection"], { readonly scope: "each" }>["filter"];

/** Whom the work is for as yet, as a filter says it. */
function filterBefore({ selection }: NodeWork): Filter {
  switch (selection.scope) {
    case "each":
      return selection.filter;
    case "host":
      return { serverIds: [selection.serverId] };
    case "container":
      return { serverIds: [selection.serverId], containers: [selection.container] };
  }
}

function withCopies(filter: {
  readonly serverIds?: readonly string[] | undefined;
  readonly containers?: readonly string[] | undefined;
  readonly nodeTypes?: readonly string[] | undefined;
  readonly connected?: boolean | undefined;
}): Filter {
  const entries = Object.entries(filter)
    .map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]);
  return Object.fromEntries(entries);
}

/** What the table says of a command that it has. */
export function ruleOf(name: string): NodeCommandRule {
  const rule = NODE_COMMANDS.get(name);
  if (rule === undefined) throw new RangeError(`the table has no ${name}`);
  return rule;
}

/** Whom work for containers is for, in words. */
export function wordContainers({ selection }: NodeWork, { texts }: CommandLine): string {
  switch (selection.scope) {
    case "each":
      return selection.filter.serverIds?.join(", ") ?? texts.nodes.everyHost;
    case "host":
      return selection.serverId;
    case "container":
      return `${selection.serverId}/${selection.container}`;
  }
}
