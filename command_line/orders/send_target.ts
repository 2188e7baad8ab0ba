import type { ApiClient } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { CommandFailure } from "../failure.ts";
import { displayCalled } from "../api/find.ts";
import { nodesCalled, type TypedTarget, typedTarget } from "../api/find_node.ts";
import { visible } from "../terminal/visible.ts";

/** Whom a command is for, as typed. */
export type SendTarget =
  | { readonly kind: "display"; readonly name: string }
  | { readonly kind: "node" } & TypedTarget;

/** Kinds of members that know the word behind the target. */
export interface Takers {
  readonly display: boolean;
  readonly node: boolean;
}

/**
 * Whether a target is a display or a node host: as `display:…` or `node:…` in front says, else as the only kind
 * that knows the command, else as whoever goes by the name. Fails where both do.
 */
export async function sendTarget(
  api: ApiClient,
  typed: string,
  takers: Takers,
  cli: CommandLine,
): Promise<SendTarget> {
  const [, forced, rest] = /^(display|node):(.+)$/s.exec(typed) ?? [];
  const name = rest ?? typed;
  if (forced === "display") return { kind: "display", name };
  if (forced === "node") return nodeTarget(name);
  if (!takers.node) return { kind: "display", name };
  if (!takers.display) return nodeTarget(name);
  return await toldApart(api, name, cli);
}

async function toldApart(
  api: ApiClient,
  name: string,
  { texts }: CommandLine,
): Promise<SendTarget> {
  const asNode = nodeTarget(name);
  const [display, nodes] = await Promise.all([
    displayCalled(api, name),
    nodesCalled(api, asNode.host),
  ]);
  if (nodes.length === 0) return { kind: "display", name };
  if (display === undefined) return asNode;
  const candidates = `display:${visible(name)}, node:${visible(name)}`;
  throw new CommandFailure(texts.nodes.twoKinds(visible(name), candidates));
}

function nodeTarget(typed: string): Extract<SendTarget, { readonly kind: "node" }> {
  return { kind: "node", ...typedTarget(typed) };
}
