import { SessionKey, SessionKeyList } from "../../protocols/api/session_key.ts";
import { distinctKeys, type KeyFolder } from "../../protocols/moving_in/key_folder.ts";
import type { OldKey } from "../../protocols/moving_in/old_key_file.ts";
import type { ApiClient } from "../api/api_client.ts";
import { momentIn } from "../terminal/moments.ts";
import type { Step } from "./step.ts";

/** What one answer of a container's history holds. */
const MOST_OF_ONE = "500";
/** How much of a key a list shows: `0x` and eight digits. */
const SHOWN_CHARS = 10;

/**
 * What each key of the old server needs. Whether it is there already is guessed by what lists show of a key; the
 * control host itself compares the whole, so that none comes twice.
 *
 * @param timeZone of the old server's clock, for times without a zone
 */
export async function planKeys(
  folder: Pick<KeyFolder, "keys">,
  { api, timeZone }: { readonly api: ApiClient; readonly timeZone: string },
): Promise<readonly Step[]> {
  const known = new Map<string, ReadonlySet<string>>();
  const steps: Step[] = [];
  for (const { file, key } of distinctKeys(folder.keys)) {
    const where = `${key.serverId}/${key.container}`;
    const masks = known.get(where) ?? await masksOf(key, api);
    known.set(where, masks);
    const there = masks.has(maskOf(key));
    const about = {
      kind: "keys",
      name: `${where} ${maskOf(key)}… (${file})`,
      differs: [],
    } as const;
    const run = () => send(key, timeZone, api);
    steps.push({ ...about, verdict: there ? "same" : "new", run: there ? undefined : run });
  }
  return steps;
}

async function masksOf({ serverId, container }: OldKey, api: ApiClient) {
  const query = { serverId, container, limit: MOST_OF_ONE };
  const { items } = await api.ask(SessionKeyList, { path: "/session-keys/history", query });
  return new Set(items.map(({ masked }) => masked.slice(0, SHOWN_CHARS)));
}

function maskOf({ sessionKey }: OldKey): string {
  return sessionKey.slice(0, SHOWN_CHARS);
}

async function send({ time, ...key }: OldKey, timeZone: string, api: ApiClient): Promise<void> {
  const at = new Date(momentIn(time, timeZone)).toISOString();
  await api.ask(SessionKey, { method: "POST", path: "/session-keys", body: { ...key, at } });
}
