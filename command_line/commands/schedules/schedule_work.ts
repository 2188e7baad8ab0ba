import type { Command } from "commander";
import { DisplayDetail } from "../../../protocols/api/display.ts";
import type { ScheduleDraft } from "../../../protocols/api/schedule.ts";
import type { ApiClient } from "../../api/api_client.ts";
import { displayPathOf, findPreset } from "../../api/find.ts";
import type { CommandLine } from "../../command_line.ts";
import { usageFailure } from "../../failure.ts";
import { confirmed } from "../../orders/confirm.ts";
import { changedTiming, timingOf } from "../../orders/order_options.ts";
import { confirmedPower } from "../../orders/power_order.ts";
import { repeated } from "../../terminal/typed_values.ts";
import { refuseOptions } from "../../terminal/typed_words.ts";
import {
  changedDisplayWork,
  displayWork,
  type DisplayWorkOptions,
} from "./schedule_display_work.ts";
import {
  namesContainers,
  narrowed,
  nodeWork,
  type NodeWorkOptions,
  ruleOf,
  wordContainers,
} from "./schedule_node_work.ts";

type Work = ScheduleDraft["work"];

/** What a schedule is to do, as typed. */
export type WorkOptions = NodeWorkOptions & DisplayWorkOptions & {
  readonly run?: string;
  readonly stop?: string;
  readonly yes?: true;
};

/** Adds the options that say what a schedule does, and for whom. */
export function workOptions(command: Command, { texts }: CommandLine): Command {
  const { options: common, nodes, schedules: { options } } = texts;
  return command
    .option("--run <preset>", options.runPreset)
    .option("--stop <preset>", options.stopPreset)
    .option("--display <display>", options.display)
    .option("--execute <command-line>", options.execute)
    .option("--node <client>", nodes.options.node, repeated)
    .option("--container <name>", nodes.options.container, repeated)
    .option("--type <type>", nodes.options.type, repeated)
    .option("--connected", nodes.options.connected)
    .option("--pause <time>", options.pause)
    .option("--deadline <time>", common.deadline)
    .option("--wait-online <time>", common.waitOnline)
    .option("--yes", options.yes);
}

/** The words of a command; none of them is a mistyped option, but for those of `exec`. Throws as commander does. */
export function typedWork(
  command: Command,
  word: string | undefined,
  words: readonly string[],
): readonly string[] {
  const all = word === undefined ? [] : [word, ...words];
  if (word !== "exec") refuseOptions(command, all);
  return all;
}

/** What a schedule is to do: exactly one thing, or what its template does. */
export async function workOf(
  api: ApiClient,
  words: readonly string[],
  flags: WorkOptions,
  template: Work | undefined,
  cli: CommandLine,
): Promise<Work> {
  const { run, stop, display, execute } = flags;
  const wishes = [display ?? words[0], run, stop, template].filter((wish) => wish !== undefined);
  const orders = [words[0], execute].filter((order) => order !== undefined);
  if (wishes.length !== 1 || orders.length !== Number(display !== undefined || words.length > 0)) {
    throw usageFailure(cli.texts.schedules.oneThing);
  }
  if (template?.type === "node") return await narrowed(api, template, flags, cli);
  if (display === undefined && words.length > 0) return await nodeWork(api, words, flags, cli);
  refuseForContainers(flags, cli);
  if (display !== undefined) return await displayWork(api, words, flags, cli);
  const { id: presetId } = await findPreset(api, run ?? stop ?? "", cli.texts);
  const action = run === undefined ? "stop" : "execute";
  return { type: "preset", presetId, action, ...timingOf(flags, cli) };
}

/** Whether anything was typed about what a schedule does. */
export function namesWork(words: readonly string[], flags: WorkOptions): boolean {
  const { run, stop, display, execute, deadline, waitOnline } = flags;
  const typed = [words[0], run, stop, display, execute, deadline, waitOnline];
  return namesContainers(flags) || typed.some((each) => each !== undefined);
}

/** What a schedule is to do instead: another thing, or the same for others, or with another patience. */
export async function changedWork(
  api: ApiClient,
  words: readonly string[],
  flags: WorkOptions,
  before: Work,
  cli: CommandLine,
): Promise<Work> {
  const { run, stop, display, execute } = flags;
  const another = [words[0], run, stop].some((typed) => typed !== undefined);
  const forDisplay = [display, execute].some((typed) => typed !== undefined);
  if (another || (forDisplay && before.type !== "display")) {
    return await workOf(api, words, flags, undefined, cli);
  }
  if (before.type === "node") return await narrowed(api, before, flags, cli);
  refuseForContainers(flags, cli);
  if (before.type === "display") return await changedDisplayWork(api, before, flags, cli);
  return { ...before, ...changedTiming(flags, cli, timingOf({}, cli).deadlineMs) };
}

function refuseForContainers(flags: NodeWorkOptions, { texts }: CommandLine): void {
  if (namesContainers(flags)) throw usageFailure(texts.schedules.forContainers);
}

/** Lets work pass that cannot be taken back, once the person has said so: it will be done again and again. */
export async function confirmWork(
  cli: CommandLine,
  api: ApiClient,
  work: Work,
  yes: boolean,
): Promise<void> {
  if (work.type === "node") {
    const whom = wordContainers(work, cli);
    await confirmed(cli, ruleOf(work.command), { whom, word: work.command, yes });
  } else if (work.type === "display" && work.order.action === "power" && !yes) {
    const { name } = await api.ask(DisplayDetail, { path: displayPathOf({ id: work.displayId }) });
    await confirmedPower(cli, work.order.what, name, yes);
  }
}
