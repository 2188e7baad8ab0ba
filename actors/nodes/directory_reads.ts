import { accept, type Outcome, refuse } from "../outcome.ts";
import { summariseContainer } from "./container_state.ts";
import type { NodeDirectory, NodeMember, NodesContext } from "./directory_state.ts";
import { SPAN_MS } from "./history/store.ts";
import type { ReadSpans } from "./history/messages.ts";
import { snapshotNode, summariseNode } from "./host_summary.ts";
import type { NodesMessage, ReadHistory } from "./messages.ts";
import type { ContainerSummary, NodeSummary } from "./views.ts";
import type { ContainerSeat } from "./seat.ts";

type Asked<T extends NodesMessage["type"]> = Extract<NodesMessage, { readonly type: T }>;

/** The history's actor answers from memory. */
const ASK_MS = 10_000;

/** Answers with every host, ordered by server id. */
export function listNodes(
  directory: NodeDirectory,
  question: Asked<"listNodes">,
  ctx: NodesContext,
): void {
  const { query, liveness, health, afterId = "", atMost = Infinity } = question;
  const ids = [...directory.members.keys()].filter((id) => id > afterId).sort();
  const found: NodeSummary[] = [];
  for (const id of ids) {
    const member = directory.members.get(id);
    if (found.length >= atMost) break;
    if (!member || !matches(member, query)) continue;
    const summary = summariseNode(member.seat);
    if (liveness !== undefined && summary.liveness.state !== liveness) continue;
    if (health === undefined || summary.health === health) found.push(summary);
  }
  ctx.reply(question, found);
}

function matches({ seat }: NodeMember, query: string | undefined): boolean {
  if (query === undefined || query === "") return true;
  const needle = query.normalize("NFC").toLowerCase();
  const texts = [seat.record.serverId, seat.system?.hostName, seat.record.peerAddress];
  for (const { record, stats } of seat.containers.values()) {
    texts.push(record.name, stats?.nickname);
  }
  return texts.some((text) => text?.normalize("NFC").toLowerCase().includes(needle) === true);
}

/** Every container of every host. */
export function listContainers({ members }: NodeDirectory): readonly ContainerSummary[] {
  return [...members.values()].flatMap(({ seat }) =>
    [...seat.containers.values()].map((container) => summariseContainer(container, seat))
  );
}

/** Answers with one host. */
export function findNode(
  directory: NodeDirectory,
  question: Asked<"findNode">,
  ctx: NodesContext,
): void {
  const member = directory.members.get(question.serverId);
  ctx.reply(question, member ? accept(snapshotNode(member.seat)) : noNode(question.serverId));
}

/** Answers with one container. */
export function findContainer(
  directory: NodeDirectory,
  question: Asked<"findContainer">,
  ctx: NodesContext,
): void {
  const found = lookUp(directory, question);
  if (!found.ok) return ctx.reply(question, found);
  const { container, member } = found.value;
  ctx.reply(question, accept(summariseContainer(container, member.seat)));
}

/** Answers with a part of a container's history. */
export function readHistory(
  directory: NodeDirectory,
  question: ReadHistory,
  ctx: NodesContext,
): void {
  const found = lookUp(directory, question);
  if (!found.ok) return ctx.reply(question, found);
  const { container } = found.value;
  const { resolution, from, to } = question;
  if (resolution === "second") {
    return ctx.reply(question, accept({ resolution, points: container.ring.points(from, to) }));
  }
  const reply = ctx.defer(question);
  const ask: ReadSpans = {
    type: "readSpans",
    containerId: container.record.id,
    resolution,
    first: Math.floor(from / SPAN_MS[resolution]),
    last: Math.ceil(to / SPAN_MS[resolution]) - 1,
    open: container.tally.peek(),
  };
  directory.args.history.ask(ask, { timeoutMs: ASK_MS }).then(
    (plan) => reply.ok(accept({ resolution, plan })),
    (cause) => reply.fail(cause),
  );
}

/** A host and one of its containers, or why there is none. */
export function lookUp(
  directory: NodeDirectory,
  { serverId, container: name }: { readonly serverId: string; readonly container: string },
): Outcome<{ readonly member: NodeMember; readonly container: ContainerSeat }> {
  const member = directory.members.get(serverId);
  if (!member) return noNode(serverId);
  const container = member.seat.containers.get(name);
  if (!container) {
    const names = [...member.seat.containers.keys()].sort().slice(0, 8).join(", ");
    return refuse("notFound", `${serverId} has no container ${name}; it has: ${names || "none"}.`);
  }
  return accept({ member, container });
}

/** The refusal for a server id that no host has. */
export function noNode(serverId: string): ReturnType<typeof refuse> {
  return refuse("notFound", `No node host has the server id "${serverId.slice(0, 64)}".`);
}
