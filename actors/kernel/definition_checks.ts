import type { AnyDefinition } from "./life/actor_profile.ts";
import type { Runtime } from "./runtime.ts";
import type { RestartPolicy } from "./supervision/supervision_policy.ts";

/** Most messages a stash holds: as many as the largest mailbox, into which they go back. */
const MAX_STASH = 2 ** 20;
/** Most children that a storm policy may wait for: as many times of crashes are kept. */
const MAX_STORM = 10_000;

/** Throws a RangeError that names the field when a definition holds a number out of range. */
export function checkDefinition(runtime: Runtime, definition: AnyDefinition): void {
  const { kind, stashCapacity, passivateAfterMs, supervision, snapshot } = definition;
  const check = (field: string, value: number | undefined, least: number, most = 2 ** 52) => {
    if (value === undefined || (value >= least && value <= most)) return;
    throw new RangeError(`${field} of ${kind} must be from ${least} to ${most}, got ${value}`);
  };
  check("stashCapacity", stashCapacity, 0, MAX_STASH);
  check("passivateAfterMs", passivateAfterMs, 1);
  check("supervision.storm.children", supervision?.storm?.children, 2, MAX_STORM);
  check("supervision.storm.withinMs", supervision?.storm?.withinMs, 1);
  check("supervision.storm.paceMs", supervision?.storm?.paceMs, 0);
  check("snapshot.version", snapshot?.version, 1);
  check("snapshot.everyMessages", snapshot?.everyMessages, 1);
  check("snapshot.everyMs", snapshot?.everyMs, 1);
  checkRestart(kind, "supervision.restart", supervision?.restart ?? {});
  if (snapshot === undefined || runtime.snapshots !== undefined) return;
  throw new Error(`${kind} has snapshots, but the system was made without a store for them`);
}

/** Throws a RangeError that names the field when a restart policy holds a number out of range. */
export function checkRestart(kind: string, part: string, policy: Partial<RestartPolicy>): void {
  for (const [field, value] of Object.entries(policy)) {
    if (typeof value !== "number") continue;
    const most = field === "jitter" ? 1 : Number.MAX_VALUE;
    if (value >= 0 && value <= most) continue;
    const range = field === "jitter" ? "from 0 to 1" : "finite and 0 or more";
    throw new RangeError(`${part}.${field} of ${kind} must be ${range}, got ${value}`);
  }
}
