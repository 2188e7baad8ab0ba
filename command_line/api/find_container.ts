import type { Container } from "../../protocols/api/container.ts";
import type { ApiClient } from "./api_client.ts";
import { noSuch } from "./find.ts";
import { containersOf, findNode, nodesCalled } from "./find_node.ts";
import type { Texts } from "../texts/texts.ts";

/** A container typed as `client/container`; where there is none, the nearest client or container is told. */
export async function findContainerCalled(
  api: ApiClient,
  typed: string,
  texts: Texts,
): Promise<Container> {
  const [host, name] = parted(typed);
  const { serverId } = await findNode(api, host, texts);
  const all = await containersOf(api, serverId);
  const found = all.find((each) => each.name === name);
  if (found === undefined) throw noSuch("container", name, all.map((each) => each.name), texts);
  return found;
}

/** Containers that go by `client/container`: one of each client of that name. */
export async function containersCalled(
  api: ApiClient,
  typed: string,
): Promise<readonly Container[]> {
  const [host, name] = parted(typed);
  const hosts = host === "" ? [] : await nodesCalled(api, host);
  const all = await Promise.all(hosts.map(({ serverId }) => containersOf(api, serverId)));
  return all.flat().filter((each) => each.name === name);
}

/** A machine's name may have a slash; neither a server id nor a container's name has one. */
function parted(typed: string): readonly [host: string, container: string] {
  const slash = typed.lastIndexOf("/");
  return [typed.slice(0, Math.max(0, slash)), typed.slice(slash + 1)];
}
