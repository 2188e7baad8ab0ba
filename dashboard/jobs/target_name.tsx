import type { Command } from "../../protocols/api/command.ts";
import { fleet } from "../wire/fleet.ts";

type Target = Command["target"];

/** Whom a command is for, as people know it: of a container the name of its machine, not the id that its client made up. */
export function targetName({ kind, key, name }: Target): string {
  if (kind === "display" || kind === "camera") return name;
  const [serverId = "", container] = key.split("/");
  const host = fleet.nodes.get(serverId)?.name ?? serverId;
  return container === undefined ? host : `${host}/${container}`;
}

/** The same, with what the ledger calls it behind the pointer where that is something else. */
export function TargetName({ target }: { readonly target: Target }) {
  const shown = targetName(target);
  const title = shown === target.name ? undefined : target.name;
  return <span dir="auto" title={title} data-target={target.name}>{shown}</span>;
}
