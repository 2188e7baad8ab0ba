import type { Container } from "../../protocols/api/container.ts";
import type { ApiClient } from "./api_client.ts";
import { noSuch } from "./find.ts";
import { containersOf, findNode, nodesCalled, typedTarget } from "./find_node.ts";
import type { Texts } from "../texts/texts.ts";

/** A container typed as `client/container`; where there is none, the nearest client or container is told. */
export async function findContainerCalled(
  api: ApiClient,
  typed: string,
  texts: Texts,
): Promise<Container> {
  const { host, container } = typedTarget(typed);
  const { serverId } = await findNode(api, host, texts);
  const all = await containersOf(api, serverId);
  const found = all.find(({ name }) => name === container);
  if (found !== undefined) return found;
  throw noSuch("container", container ?? "", all.map(({ name }) => name), texts);
}

/** Containers that go by `client/container`: one of each client of that name. */
export async function containersCalled(
  api: ApiClient,
  typed: string,
): Promise<readonly Container[]> {
  const { host, container } = typedTarget(typed);
  if (container === undefined) return [];
  const hosts = await nodesCalled(api, host);
  const all = await Promise.all(hosts.map(({ serverId }) => containersOf(api, serverId)));
  return all.flat().filter(({ name }) => name === container);
}
