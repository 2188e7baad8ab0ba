import { SyncHost } from "../../protocols/api/sync_host.ts";
import { type ApiClient, NotFound } from "./api_client.ts";
import { MOST_NAMES, noSuch, pathPart } from "./find.ts";
import type { Texts } from "../texts/texts.ts";

/** A sync host by number or name; where there is none, the nearest name is told. */
export async function findSyncHost(api: ApiClient, typed: string, texts: Texts): Promise<SyncHost> {
  try {
    return await api.ask(SyncHost, { path: `/sync-hosts/${pathPart(typed)}` });
  } catch (cause) {
    if (!(cause instanceof NotFound)) throw cause;
  }
  const { items } = await api.pages(SyncHost, { path: "/sync-hosts" }, MOST_NAMES);
  throw noSuch("sync-host", typed, items.map(({ name }) => name), texts);
}
