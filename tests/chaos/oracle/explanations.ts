import type { AlertRule } from "../../../protocols/api/alert.ts";
import type { DemoFaultName } from "../../../protocols/demo/faults.ts";
import type { Trouble } from "../torments/timeline.ts";

/** Whom an alert is about: kinds as alerts have them, members as the fleet knows them. */
export interface About {
  readonly rule: AlertRule;
  readonly kind: string;
  /** Keys of the members that it may be about; empty: it is about many, or about none. */
  readonly members: readonly string[];
}

/** Faults of which a rule may tell, where they touch the member. */
const BY_FAULT: Readonly<Partial<Record<AlertRule, readonly DemoFaultName[]>>> = {
  offline: ["link-loss", "garbage-sender", "frozen-camera"],
  unhealthy: ["crash-loop", "sync-loss", "slow-disk"],
  cameraStalled: ["frozen-camera"],
  diskLow: ["slow-disk"],
};
/** Of which a wall may tell, whoever of it is touched. */
const OF_WALLS: readonly DemoFaultName[] = ["sync-loss", "garbage-sender", "link-loss"];
/** Of which the control host may tell. */
const OF_SELF: Readonly<Partial<Record<AlertRule, readonly string[]>>> = {
  overload: ["slow-store", "full-disk"],
};
/** What nobody hears from is gone from every list, whatever it is. */
const SILENCE: ReadonlySet<AlertRule> = new Set(["offline", "wall", "cameraStalled"]);

/** Whether a trouble is a cause of such an alert. */
export function explains({ torment, members }: Trouble, about: About): boolean {
  const { rule, kind } = about;
  if (kind === "host") return OF_SELF[rule]?.includes(torment.kind) ?? false;
  if (torment.kind === "cut") return SILENCE.has(rule);
  if (torment.kind !== "faults") return false;
  if (rule === "wall") return OF_WALLS.includes(torment.name);
  if (BY_FAULT[rule]?.includes(torment.name) !== true) return false;
  return about.members.length === 0 || about.members.some((member) => members.includes(member));
}

/** An alert that a fault must lead to. */
export interface Promised {
  readonly rule: AlertRule;
  /** As alerts have it. */
  readonly kind: string;
  /** From the fault's beginning to its being noticed, before the rule's own time begins. */
  readonly noticedMs: number;
}

/** Which alerts each fault must lead to, for each member that it touches; a wall's is one. */
export const PROMISED: Readonly<Record<DemoFaultName, readonly Promised[]>> = {
  // A display that loses its cable is given up after six pings, or three quarters of a minute after its connection.
  "link-loss": [{ rule: "offline", kind: "display", noticedMs: 80_000 }],
  "crash-loop": [],
  "slow-disk": [{ rule: "diskLow", kind: "node", noticedMs: 5_000 }],
  "rotation-failure": [],
  "sync-loss": [
    { rule: "unhealthy", kind: "syncHost", noticedMs: 5_000 },
    { rule: "wall", kind: "wall", noticedMs: 8_000 },
  ],
  "frozen-camera": [{ rule: "cameraStalled", kind: "camera", noticedMs: 10_000 }],
  "garbage-sender": [
    { rule: "offline", kind: "syncHost", noticedMs: 35_000 },
    { rule: "wall", kind: "wall", noticedMs: 15_000 },
  ],
  "reconnect-storm": [],
};
