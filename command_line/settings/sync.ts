import { didYouMean } from "../terminal/did_you_mean.ts";
import type { FileSettings, SyncHostSetting } from "./file_settings.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

/** Something wrong with the lists as a whole: where, as a path into the file, and what. */
export interface ListProblem {
  readonly path: readonly [name: keyof FileSettings, ...more: readonly (string | number)[]];
  readonly text: string;
}

/** Checks what no entry shows by itself: names that are given twice, and walls that list nobody. */
export function checkSyncSettings(
  { syncHosts = [], walls = [] }: FileSettings,
  texts: Texts,
): readonly ListProblem[] {
  return [
    ...namesTwice("syncHosts", syncHosts, texts),
    ...namesTwice("walls", walls, texts),
    ...syncHosts.flatMap((host, index) => hostProblems(host, index, syncHosts, texts)),
    ...walls.flatMap((wall, index) => wallProblems(wall, index, syncHosts, texts)),
  ];
}

/** Entries of a list whose name another one has already; letter case does not count. */
export function namesTwice(
  list: "syncHosts" | "walls" | "cameras" | "alertChannels",
  entries: readonly { readonly name: string }[],
  texts: Texts,
): ListProblem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ name }, index): ListProblem[] => {
    const key = name.toLowerCase();
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: [list, index, "name"], text: texts.lists.twice(visible(name)) }];
  });
}

function hostProblems(
  host: SyncHostSetting,
  index: number,
  all: readonly SyncHostSetting[],
  texts: Texts,
): ListProblem[] {
  const path = ["syncHosts", index] as const;
  const key = addressesOf(host);
  if (key === undefined) return [{ path, text: texts.lists.noAddress }];
  const same = all.slice(0, index).find((other) => addressesOf(other) === key);
  if (same === undefined) return [];
  return [{ path, text: texts.lists.sameAddresses(visible(same.name)) }];
}

function addressesOf({ claimed, peer, poll }: SyncHostSetting): string | undefined {
  if (claimed !== undefined || peer !== undefined) return `${claimed ?? ""} ${peer ?? ""}`;
  return poll && `poll ${poll.address}:${poll.port}`;
}

function wallProblems(
  { hosts }: { readonly hosts: readonly string[] },
  index: number,
  syncHosts: readonly SyncHostSetting[],
  texts: Texts,
): ListProblem[] {
  const names = syncHosts.map(({ name }) => name);
  const known = new Set(names.map((name) => name.toLowerCase()));
  return hosts.flatMap((host, at): ListProblem[] => {
    const path = ["walls", index, "hosts", at] as const;
    const first = hosts.findIndex((other) => other.toLowerCase() === host.toLowerCase());
    if (first < at) return [{ path, text: texts.lists.twice(visible(host)) }];
    if (known.has(host.toLowerCase()) || isAddress(host)) return [];
    const meant = didYouMean(host, names);
    const hint = meant === undefined ? "" : ` ${texts.didYouMean(visible(meant))}`;
    return [{ path, text: texts.lists.noSuchHost(visible(host)) + hint }];
  });
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(text);
}
