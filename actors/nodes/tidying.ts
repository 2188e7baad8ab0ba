import { dropContainer, type NodeHostContext, type NodeHostState } from "./node_host_state.ts";
import { isConfigured } from "./container_health.ts";
import { containerRemoved } from "./topics.ts";

/** How often a host looks for containers that are gone. */
export const TIDY_MS = 3_600_000;
/** A container that is not configured and was not seen for so long is no member any more: its minutes are gone. */
const GONE_MS = 7 * 24 * 3_600_000;

/** Forgets containers that are gone for good; of those that rest, what is too old. */
export function tidy(state: NodeHostState, ctx: NodeHostContext): void {
  ctx.timers.once("tidy", TIDY_MS, { type: "tidyDue" });
  const { seat, args } = state;
  for (const container of [...seat.containers.values()]) {
    if (container.present) continue;
    const { id, serverId, name, createdAt } = container.record;
    const lastAt = container.statsAt ?? createdAt;
    if (ctx.now() - lastAt > GONE_MS && !isConfigured(seat, name)) {
      dropContainer(state, container, ctx);
      ctx.publish(containerRemoved, { serverId, name });
    } else {
      args.history.tell({ type: "containerQuiet", containerId: id });
    }
  }
}
