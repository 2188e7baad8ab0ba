import { Display, DisplayDetail } from "../../protocols/api/display.ts";
import { Group, GroupList } from "../../protocols/api/group.ts";
import { Preset, PresetList } from "../../protocols/api/preset.ts";
import { type Schedule, ScheduleList } from "../../protocols/api/schedule.ts";
import { type ApiClient, NotFound } from "./api_client.ts";
import { didYouMean } from "../terminal/did_you_mean.ts";
import { CommandFailure } from "../failure.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

/** Names that are looked at for the nearest one: the largest fleet that is tested, twice. */
export const MOST_NAMES = 10_000;

/** A display by number, name or alias; where there is none, the nearest name is told. */
export async function findDisplay(
  api: ApiClient,
  typed: string,
  texts: Texts,
): Promise<DisplayDetail> {
  const found = await displayCalled(api, typed);
  if (found !== undefined) return found;
  const { items } = await api.pages(Display, { path: "/displays" }, MOST_NAMES);
  throw noSuch("display", typed, items.flatMap(({ name, aliases }) => [name, ...aliases]), texts);
}

/** A display by number, name or alias; undefined where there is none. */
export async function displayCalled(
  api: ApiClient,
  typed: string,
): Promise<DisplayDetail | undefined> {
  return await whereThere(api.ask(DisplayDetail, { path: `/displays/${pathPart(typed)}` }));
}

/** What was asked for; undefined where there is no such thing. */
export async function whereThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (cause) {
    if (cause instanceof NotFound) return undefined;
    throw cause;
  }
}

/** The path in the API of a display that was found: its number alone, as another may be called by that number. */
export function displayPathOf({ id }: Pick<Display, "id">): string {
  return `/displays/id:${id}`;
}

/** A name as a part of a path in the API. `.` and `..` would be steps in it, and are nobody's name. */
export function pathPart(typed: string): string {
  return encodeURIComponent(/^\.{0,2}$/.test(typed) ? `"${typed}"` : typed);
}

/** A preset by number or name. */
export async function findPreset(api: ApiClient, typed: string, texts: Texts): Promise<Preset> {
  const { items } = await api.ask(PresetList, { path: "/presets" });
  return pick("preset", items, typed, texts);
}

/** A group by number or name. */
export async function findGroup(api: ApiClient, typed: string, texts: Texts): Promise<Group> {
  const { items } = await api.ask(GroupList, { path: "/groups" });
  return pick("group", items, typed, texts);
}

/** A schedule by number or name. */
export async function findSchedule(api: ApiClient, typed: string, texts: Texts): Promise<Schedule> {
  const { items } = await api.ask(ScheduleList, { path: "/schedules" });
  return pick("schedule", items, typed, texts);
}

/** An exact name comes before a number, and a number before a name in other letter case. */
function pick<T extends { readonly id: number; readonly name: string }>(
  kind: string,
  items: readonly T[],
  typed: string,
  texts: Texts,
): T {
  const exact = items.filter((item) => item.name === typed);
  const byId = items.filter((item) => String(item.id) === typed);
  const loose = items.filter((item) => item.name.toLowerCase() === typed.toLowerCase());
  const found = [exact, byId, loose].find((matches) => matches.length > 0) ?? [];
  const [first] = found;
  if (first === undefined) throw noSuch(kind, typed, items.map((item) => item.name), texts);
  if (found.length > 1) {
    const ids = found.map((item) => item.id).join(", ");
    throw new CommandFailure(texts.ambiguous(visible(typed), ids));
  }
  return first;
}

/** What to do about a request by name that failed: where nothing has the name, the nearest one is told. */
export async function tellMissing(
  cause: unknown,
  kind: string,
  typed: string,
  names: () => Promise<readonly string[]>,
  texts: Texts,
): Promise<never> {
  if (!(cause instanceof NotFound)) throw cause;
  throw noSuch(kind, typed, await names(), texts);
}

/**
 * The failure for a name that nothing of a kind has; the nearest name is told.
 *
 * @param listedBy the command that lists what there is
 */
export function noSuch(
  kind: string,
  typed: string,
  names: readonly string[],
  texts: Texts,
  listedBy = LISTED_BY[kind] ?? `list ${kind}s`,
): CommandFailure {
  const meant = didYouMean(typed, names);
  const hint = meant === undefined ? "" : ` ${texts.didYouMean(`"${visible(meant)}"`)}`;
  const message = texts.noSuch(kind, visible(typed)) + hint;
  return new CommandFailure(message, texts.seeList(listedBy));
}

/** What lists a kind, where that is not below `list`. */
const LISTED_BY: Readonly<Record<string, string>> = { "alert channel": "alert channels" };
