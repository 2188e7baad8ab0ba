import { ApiClient } from "../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import { explained } from "../host/local_store.ts";
import { visible } from "../terminal/visible.ts";
import { readOld } from "./reading.ts";

/** Where something is moved in: to a control host, or with `dataDir` into a folder on which none runs. */
export type FleetFlags = ClientOptions & { readonly dataDir?: string };

/** No network is behind it: the requests never leave this program. */
const IN_HERE = "http://localhost";

/** Gives `use` the API of whatever the flags name: the same requests change the same things either way. */
export async function withFleetApi(
  flags: FleetFlags,
  cli: CommandLine,
  use: (api: ApiClient) => Promise<number>,
): Promise<number> {
  const { dataDir, url, token, json } = flags;
  if (dataDir === undefined) return await use(cli.api(flags));
  const { texts, console } = cli;
  if (url !== undefined || token !== undefined) throw usageFailure(texts.movingIn.oneWay);
  const loaded = await cli.settings({ dataDir });
  if (!loaded.ok) throw usageFailure(loaded.problems.join("\n"));
  const local = await explained(readOld(cli, (tools) => tools.openFolder(loaded.settings)), cli);
  try {
    if (!json) console.line(texts.movingIn.into(visible(dataDir), local.isNew));
    const { fetch } = local;
    const { sentence } = cli.printing;
    return await use(new ApiClient({ url: IN_HERE, token: undefined, texts, sentence, fetch }));
  } finally {
    await local.close();
  }
}
