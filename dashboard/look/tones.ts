import type { Camera } from "../../protocols/api/camera.ts";
import type { Command } from "../../protocols/api/command.ts";
import type { Container } from "../../protocols/api/container.ts";
import type { Display } from "../../protocols/api/display.ts";
import type { Node } from "../../protocols/api/node.ts";
import type { SyncHost } from "../../protocols/api/sync_host.ts";
import type { Wall } from "../../protocols/api/wall.ts";

/**
 * What a colour means, everywhere: ok is green, stale amber, bad red, busy blue, maintenance violet, unknown grey. The
 * colours themselves are in `colours.css`, under `data-tone`.
 */
export type Tone = "ok" | "stale" | "bad" | "busy" | "maintenance" | "unknown";

/** The tone of each state, by the field that names it. */
export const TONES = {
  liveness: {
    never_seen: "unknown",
    online: "ok",
    stale: "stale",
    offline: "bad",
    maintenance: "maintenance",
    unknown: "unknown",
  },
  displayHealth: { unknown: "unknown", idle: "ok", running: "busy", error: "bad" },
  nodeHealth: { ok: "ok", degraded: "stale", error: "bad", unknown: "unknown" },
  containerHealth: {
    running: "ok",
    syncing: "busy",
    stopped: "bad",
    error: "bad",
    unknown: "unknown",
  },
  verdict: { synced: "ok", degraded: "stale", lost: "bad", unknown: "unknown" },
  condition: {
    master: "ok",
    slave: "ok",
    error: "bad",
    free: "bad",
    unknownState: "unknown",
    flapping: "stale",
    silent: "stale",
    offline: "bad",
    unheard: "unknown",
    missing: "bad",
    ambiguous: "stale",
  },
  syncState: { master: "ok", slave: "ok", error: "bad", free: "bad", unknown: "unknown" },
  stream: { connecting: "bad", waiting: "stale", streaming: "ok", stalled: "bad" },
  command: {
    queued: "busy",
    sent: "busy",
    acknowledged: "busy",
    running: "busy",
    completed: "ok",
    failed: "bad",
    timed_out: "bad",
    cancelled: "unknown",
    unknown: "stale",
  },
  execution: {
    running: "busy",
    completed: "ok",
    failed: "bad",
    partial: "stale",
    cancelled: "unknown",
  },
  preset: { running: "busy", partial: "stale", ready: "ok", offline: "bad" },
} as const satisfies Tables;

type Tables = {
  readonly liveness:
    & Record<Display["liveness"]["state"], Tone>
    & Record<"maintenance" | "unknown", Tone>;
  readonly displayHealth: Record<Display["health"], Tone>;
  readonly nodeHealth: Record<Node["health"], Tone>;
  readonly containerHealth: Record<Container["health"], Tone>;
  readonly verdict: Record<Wall["verdict"], Tone>;
  readonly condition: Record<Wall["members"][number]["condition"], Tone>;
  readonly syncState: Record<NonNullable<SyncHost["state"]>, Tone>;
  readonly stream: Record<Camera["stream"], Tone>;
  readonly command: Record<Command["state"], Tone>;
  readonly execution: Record<string, Tone>;
  readonly preset: Record<string, Tone>;
};

const WORST_FIRST: readonly Tone[] = ["bad", "stale", "busy", "unknown", "maintenance", "ok"];

/** The tone of a whole: that of its worst part; `unknown` where there is none. */
export function worst(tones: readonly Tone[]): Tone {
  return WORST_FIRST.find((tone) => tones.includes(tone)) ?? "unknown";
}
