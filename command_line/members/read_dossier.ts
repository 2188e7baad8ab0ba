import type { ApiClient } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { cameraDossier } from "./camera_facts.ts";
import { containerDossier } from "./container_facts.ts";
import { displayDossier } from "./display_facts.ts";
import type { Dossier } from "./dossier.ts";
import { machineDossier } from "./machine_facts.ts";
import type { Member } from "./member.ts";
import { nodeDossier } from "./node_facts.ts";
import { syncHostDossier, wallDossier } from "./sync_facts.ts";

/** Reads what is known of a member, with at least its last `most` notes where there are so many. */
export async function readDossier(
  api: ApiClient,
  { kind, body }: Member,
  most: number,
  cli: CommandLine,
): Promise<Dossier> {
  switch (kind) {
    case "display":
      return await displayDossier(api, body, cli);
    case "node":
      return await nodeDossier(api, body, cli);
    case "container":
      return await containerDossier(api, body, cli);
    case "camera":
      return await cameraDossier(api, body, most, cli);
    case "syncHost":
      return await syncHostDossier(api, body, most, cli);
    case "wall":
      return await wallDossier(api, body, cli);
    case "machine":
      return machineDossier(body, cli);
  }
}
