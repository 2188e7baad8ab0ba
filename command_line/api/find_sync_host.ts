import { SyncHost } from "../../protocols/api/sync_host.ts";
import type { ApiClient } from "./api_client.ts";
import { MOST_NAMES, noSuch, pathPart, whereThere } from "./find.ts";
import type { Texts } from "../texts/texts.ts";

/** A sync host by number or name; where there is none, the nearest name is told. */
export async function findSyncHost(api: ApiClient, typed: string, texts: Texts): Promise<SyncHost> {
  const found = await syncHostCalled(api, typed);
  if (found !== undefined) return found;
  const { items } = await api.pages(SyncHost, { path: "/sync-hosts" }, MOST_NAMES);
  throw noSuch("sync-host", typed, items.map(({ name }) => name), texts);
}

/** A sync host by number or name; undefined where there is none. */
export async function syncHostCalled(api: ApiClient, typed: string): Promise<SyncHost | undefined> {
  return await whereThere(api.ask(SyncHost, { path: `/sync-hosts/${pathPart(typed)}` }));
}

/** The path in the API of a sync host that was found: its number alone. */
export function syncHostPathOf({ id }: Pick<SyncHost, "id">): string {
  return `/sync-hosts/id:${id}`;
}
