import type { ScheduleDraft } from "../../protocols/api/schedule.ts";
import { NODE_COMMANDS, type NodeCommandRule } from "../../protocols/mserver/commands.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { confirmed } from "../orders/confirm.ts";
import { parseDurationBetween } from "../terminal/durations.ts";
import { usageFailure } from "../failure.ts";
import { findDisplay, findPreset } from "../api/find.ts";
import { nodeParams } from "../orders/node_params.ts";
import { nodeTimingOf, type OrderOptions, timingOf } from "../orders/order_options.ts";
import { oneOf } from "../terminal/typed_values.ts";
import { filterOf, type FilterOptions } from "./broadcast.ts";

type Work = ScheduleDraft["work"];
type NodeWork = Extract<Work, { readonly type: "node" }>;

/** What a schedule is to do, as typed. */
export type WorkOptions = FilterOptions & Omit<OrderOptions, "wait"> & {
  readonly run?: string;
  readonly stop?: string;
  readonly display?: string;
  readonly execute?: string;
  readonly pause?: string;
  readonly yes?: true;
};

/** Short of what the API takes: keys need ten minutes, and nothing else has a pause. */
const PAUSES = ["10m", "1d"] as const;

/** What a schedule is to do: exactly one thing, or what its template does. */
export async function workOf(
  api: ApiClient,
  words: readonly string[],
  flags: WorkOptions,
  template: Work | undefined,
  cli: CommandLine,
): Promise<Work> {
  const { run, stop, display, execute } = flags;
  const wishes = [words[0], run, stop, display].filter((wish) => wish !== undefined);
  const given = wishes.length + (template === undefined ? 0 : 1);
  if (given !== 1 || (display === undefined) !== (execute === undefined)) {
    throw usageFailure(cli.texts.schedules.oneThing);
  }
  if (template?.type === "node") return await narrowed(api, template, flags, cli);
  if (words.length > 0) return await nodeWork(api, words, flags, cli);
  const timing = timingOf({ ...flags, wait: false }, cli);
  if (display !== undefined && execute !== undefined) {
    const { id } = await findDisplay(api, display, cli.texts);
    const order = { action: "execute", command: execute, presetId: null, ...timing } as const;
    return { type: "display", displayId: id, order };
  }
  const { id: presetId } = await findPreset(api, run ?? stop ?? "", cli.texts);
  return { type: "preset", presetId, action: run === undefined ? "stop" : "execute", ...timing };
}

async function nodeWork(
  api: ApiClient,
  [name = "", ...words]: readonly string[],
  flags: WorkOptions,
  cli: CommandLine,
): Promise<Work> {
  const rule = ruleOf(oneOf("<command>", name, [...NODE_COMMANDS.keys()], cli.texts));
  return await narrowed(
    api,
    {
      type: "node",
      selection: { scope: "each", filter: {} },
      command: rule.name,
      params: { ...nodeParams(rule, words, cli.texts, cli.printing.sentence) },
      deadlineMs: null,
      waitOnlineMs: null,
      pauseMs: 600_000,
    },
    flags,
    cli,
  );
}

/** The same work for whom, and with what patience, was typed. */
async function narrowed(
  api: ApiClient,
  work: NodeWork,
  flags: WorkOptions,
  cli: CommandLine,
): Promise<NodeWork> {
  const timing = nodeTimingOf(ruleOf(work.command), { ...flags, wait: false }, cli);
  const before = work.selection.scope === "each" ? work.selection.filter : {};
  const filter = { ...before, ...await filterOf(api, flags, cli) };
  const { pause } = flags;
  return {
    ...work,
    ...timing,
    selection: { scope: "each", filter: withCopies(filter) },
    ...(pause === undefined
      ? {}
      : { pauseMs: parseDurationBetween("--pause", pause, PAUSES, cli.texts) }),
  };
}

type Filter = Extract<NodeWork["selection"], { readonly scope: "each" }>["filter"];

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

function ruleOf(name: string): NodeCommandRule {
  const rule = NODE_COMMANDS.get(name);
  if (rule === undefined) throw new RangeError(`the table has no ${name}`);
  return rule;
}

/** Lets work pass that cannot be taken back, once the person has said so: it will be done again and again. */
export async function confirmWork(cli: CommandLine, work: Work, yes: boolean): Promise<void> {
  if (work.type !== "node" || work.selection.scope !== "each") return;
  const { serverIds } = work.selection.filter;
  const whom = serverIds?.join(", ") ?? cli.texts.nodes.everyHost;
  await confirmed(cli, ruleOf(work.command), { whom, word: work.command, yes });
}
