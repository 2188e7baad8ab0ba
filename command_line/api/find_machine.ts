import { Machine } from "../../protocols/api/machine.ts";
import type { ApiClient } from "./api_client.ts";
import { MOST_NAMES, noSuch } from "./find.ts";
import { MAX_QUERY } from "./find_node.ts";
import type { Texts } from "../texts/texts.ts";

/** The members at one address; where nobody is there, the nearest address is told. */
export async function findMachine(api: ApiClient, typed: string, texts: Texts): Promise<Machine> {
  const found = await machineCalled(api, typed);
  if (found !== undefined) return found;
  const { items } = await api.pages(Machine, { path: "/machines" }, MOST_NAMES);
  throw noSuch("machine", typed, items.map(({ address }) => address), texts);
}

/** The members at one address; undefined where nobody is there. */
export async function machineCalled(api: ApiClient, typed: string): Promise<Machine | undefined> {
  if (typed.length > MAX_QUERY) return undefined;
  const request = { path: "/machines", query: { q: typed } };
  const { items } = await api.pages(Machine, request, MOST_NAMES);
  return items.find(({ address }) => address === typed);
}
