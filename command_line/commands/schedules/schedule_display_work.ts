import type { DisplayOrder } from "../../../protocols/api/order.ts";
import type { ScheduleDraft } from "../../../protocols/api/schedule.ts";
import type { ApiClient } from "../../api/api_client.ts";
import { findDisplay } from "../../api/find.ts";
import type { CommandLine } from "../../command_line.ts";
import { usageFailure } from "../../failure.ts";
import { changedTiming, type TimingOptions, usualDeadlineOf } from "../../orders/order_options.ts";
import { POWER_ORDERS } from "../../orders/power_order.ts";
import { oneOf } from "../../terminal/typed_values.ts";

/** An order for one display, as a schedule has it. */
export type DisplayWork = Extract<ScheduleDraft["work"], { readonly type: "display" }>;

/** Which display, and what it is to execute, as typed. */
export type DisplayWorkOptions = TimingOptions & {
  readonly display?: string;
  readonly execute?: string;
};

/** What is typed as words; a command line is `--execute`. */
export const DISPLAY_ORDERS = ["stop", "check", "wake", "power"] as const;

/** Work for the display that was typed: the words of an order, or `--execute`. */
export async function displayWork(
  api: ApiClient,
  words: readonly string[],
  flags: DisplayWorkOptions,
  cli: CommandLine,
): Promise<DisplayWork> {
  const order = orderOf(words, flags, cli);
  const { id } = await findDisplay(api, flags.display ?? "", cli.texts);
  return { type: "display", displayId: id, order: withTiming(order, flags, cli) };
}

/** The same for another display, with another command line or another patience, as far as they were typed. */
export async function changedDisplayWork(
  api: ApiClient,
  { type, displayId, order }: DisplayWork,
  flags: DisplayWorkOptions,
  cli: CommandLine,
): Promise<DisplayWork> {
  const { display, execute } = flags;
  const { deadlineMs, waitOnlineMs } = order;
  const changed = execute === undefined
    ? order
    : { ...orderOf([], flags, cli), deadlineMs, waitOnlineMs };
  const id = display === undefined ? displayId : (await findDisplay(api, display, cli.texts)).id;
  return { type, displayId: id, order: withTiming(changed, flags, cli) };
}

function withTiming(order: DisplayOrder, flags: TimingOptions, cli: CommandLine): DisplayOrder {
  return { ...order, ...changedTiming(flags, cli, usualDeadlineOf(order.action)) };
}

function orderOf(
  [word = "", ...words]: readonly string[],
  { execute }: DisplayWorkOptions,
  { texts }: CommandLine,
): DisplayOrder {
  const timing = (action: DisplayOrder["action"]) => ({
    deadlineMs: usualDeadlineOf(action),
    waitOnlineMs: null,
  });
  if (execute !== undefined) {
    return { action: "execute", command: execute, presetId: null, ...timing("execute") };
  }
  const action = oneOf("<command>", word, DISPLAY_ORDERS, texts);
  if (action === "power") {
    const [typed = "", ...more] = words;
    const what = oneOf("power", typed, POWER_ORDERS, texts);
    if (more.length > 0) throw usageFailure(texts.commandLineUnneeded(`power ${what}`));
    return { action, what, ...timing(action) };
  }
  if (words.length > 0) throw usageFailure(texts.commandLineUnneeded(action));
  return action === "stop"
    ? { action, presetId: null, ...timing(action) }
    : { action, ...timing(action) };
}
