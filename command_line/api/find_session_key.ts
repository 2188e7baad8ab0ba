import { SessionKey } from "../../protocols/api/session_key.ts";
import { usageFailure } from "../failure.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";
import type { ApiClient } from "./api_client.ts";
import { MOST_NAMES, noSuch } from "./find.ts";
import { onlyNode, targetName, typedTarget } from "./find_node.ts";

/** As the control host makes them; nothing else goes into a path, least of all a key that was pasted. */
const KEY_ID = /^key_[A-Za-z0-9_-]{1,120}$/;

/**
 * The id of a session key: as it was typed, or of the newest of a container (`client/container`, or a client that has
 * one container with keys). Where there is none, the nearest container is told. A host that was forgotten has its keys
 * still.
 */
export async function findSessionKey(
  api: ApiClient,
  typed: string,
  texts: Texts,
): Promise<string> {
  if (KEY_ID.test(typed)) return typed;
  const keys = await newestKeys(api);
  const { host, container } = typedTarget(typed);
  const serverId = keys.some((key) => key.serverId === host)
    ? host
    : (await onlyNode(api, host, texts))?.serverId;
  const [first, ...others] = keys.filter((key) =>
    key.serverId === serverId && (container === undefined || key.container === container)
  );
  if (first === undefined) throw noSuch("session-key", typed, keys.map(targetName), texts);
  if (others.length === 0) return first.keyId;
  const targets = [first, ...others].map((key) => visible(targetName(key))).join(", ");
  throw usageFailure(texts.nodes.severalContainers(visible(host), targets));
}

/** The newest session key of each container, masked. */
export async function newestKeys(api: ApiClient): Promise<readonly SessionKey[]> {
  return (await api.pages(SessionKey, { path: "/session-keys" }, MOST_NAMES)).items;
}

/**
 * The server id of a host by server id or machine name; one that was forgotten is known by its keys. Where there is
 * none, the nearest host with keys is told.
 */
export async function findKeeper(api: ApiClient, typed: string, texts: Texts): Promise<string> {
  const node = await onlyNode(api, typed, texts);
  if (node !== undefined) return node.serverId;
  const ids = (await newestKeys(api)).map(({ serverId }) => serverId);
  if (ids.includes(typed)) return typed;
  throw noSuch("node", typed, ids, texts);
}
