import type { Context } from "../kernel/mod.ts";
import { nodeNoted, type NodeNoteKind } from "./note_ring.ts";
import type { NodeSeat } from "./seat.ts";

/** Kept in the history, and no news: the event stream tells it in other words, or it happens all the time. */
const QUIET: ReadonlySet<NodeNoteKind> = new Set([
  "registered",
  "disconnected",
  "liveness",
  "readingsMissed",
  "syncState",
  "commandSent",
]);

/** Writes a line into a host's history, and tells whoever listens. */
export function noteNode(
  seat: NodeSeat,
  ctx: Pick<Context<unknown>, "now" | "publish">,
  kind: NodeNoteKind,
  container: string | null,
  detail = "",
): void {
  const note = seat.notes.add(ctx.now(), kind, container, detail);
  if (!QUIET.has(kind)) ctx.publish(nodeNoted, { ...note, serverId: seat.record.serverId });
}
