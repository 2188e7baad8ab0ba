import type { CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import { visible } from "../terminal/visible.ts";
import { agreeAndDo, type AgreeFlags } from "./agree.ts";
import { type FleetFlags, withFleetApi } from "./fleet_api.ts";
import { planKeys } from "./plan_keys.ts";
import { readOld } from "./reading.ts";
import type { LeftOut } from "./report.ts";

/** What `import keys` was told. */
export type KeysFlags = FleetFlags & AgreeFlags & { readonly timeZone?: string };

/** Brings in session keys of an old node server. They are shown by their first eight digits only. */
export async function importKeys(
  path: string,
  flags: KeysFlags,
  cli: CommandLine,
): Promise<number> {
  const { console, texts: { movingIn: words } } = cli;
  const timeZone = timeZoneOf(flags, cli);
  const folder = await readOld(cli, (tools) => tools.readKeys(path));
  const leftOut = folder.leftOut.map(({ file, fault }): LeftOut => ({
    kind: "keys",
    place: file,
    text: words.fileFaults[fault],
  }));
  if (!flags.json && folder.others > 0) console.line(words.others(folder.others));
  const about = { kinds: ["keys"], leftOut, moreLeftOut: 0, onConflict: "skip" } as const;
  const code = await withFleetApi(flags, cli, async (api) => {
    const steps = await planKeys(folder, { api, timeZone });
    return await agreeAndDo({ ...about, steps }, flags, cli);
  });
  if (!flags.json) console.line(words.keysNext);
  return code;
}

function timeZoneOf({ timeZone }: KeysFlags, cli: CommandLine): string {
  if (timeZone === undefined) return cli.timeZone;
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    throw usageFailure(cli.texts.movingIn.badTimeZone(visible(timeZone)));
  }
}
