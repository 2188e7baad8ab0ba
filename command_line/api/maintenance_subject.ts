import type { ApiClient } from "./api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import { findDisplay } from "./find.ts";
import { findCamera } from "./find_camera.ts";
import { findContainerCalled } from "./find_container.ts";
import { findNode } from "./find_node.ts";
import { findSyncHost } from "./find_sync_host.ts";
import { findWall } from "./find_wall.ts";
import type { Texts } from "../texts/texts.ts";

/**
 * Whom a maintenance window is for, typed as `kind/key` or `kind/name`. The control host knows most members by a
 * number, and takes a window for whomever: one for a name that nobody has would let every alert through.
 */
export async function maintenanceSubject(
  api: ApiClient,
  typed: string,
  { texts }: CommandLine,
): Promise<{ readonly kind: string; readonly key: string }> {
  const slash = typed.indexOf("/");
  if (slash <= 0 || slash === typed.length - 1) {
    const rule = texts.alerts.badSubject;
    throw usageFailure(`--subject: ${texts.badValue(rule, JSON.stringify(typed))}`);
  }
  const [kind, name] = [typed.slice(0, slash), typed.slice(slash + 1)];
  return { kind, key: await keyOf(api, kind, name, texts) };
}

async function keyOf(api: ApiClient, kind: string, name: string, texts: Texts): Promise<string> {
  switch (kind) {
    case "display":
      return String((await findDisplay(api, name, texts)).id);
    case "camera":
      return String((await findCamera(api, name, texts)).id);
    case "syncHost":
      return String((await findSyncHost(api, name, texts)).id);
    case "node":
      return (await findNode(api, name, texts)).serverId;
    case "container":
      return await containerKey(api, name, texts);
    case "wall":
      return (await findWall(api, name, texts)).name;
    default:
      return name;
  }
}

async function containerKey(api: ApiClient, typed: string, texts: Texts): Promise<string> {
  const { serverId, name } = await findContainerCalled(api, typed, texts);
  return `${serverId}/${name}`;
}
