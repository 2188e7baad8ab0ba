import { serverIdOf } from "../nodes/target_keys.ts";
import type { Topic } from "../kernel/mod.ts";
import type { AlertSubject } from "./alert.ts";

/** Whom a window is for: a member, or everybody on a machine (`machine`, its address). */
export interface MaintenanceSubject {
  readonly kind: string;
  readonly key: string;
}

/** A time in which work is done on the fleet: alerts are kept, and nobody is told. Epoch ms. */
export interface MaintenanceDraft {
  readonly from: number;
  readonly until: number;
  readonly subjects: readonly MaintenanceSubject[];
  /** Every member of these kinds. */
  readonly kinds: readonly string[];
  /** Every display of these groups, by name; letter case does not count. */
  readonly groups: readonly string[];
  /** The whole site. */
  readonly everything: boolean;
  readonly note: string;
}

/** A window as it is kept. */
export interface MaintenanceWindow extends MaintenanceDraft {
  readonly id: number;
  readonly createdBy: string;
  readonly createdAt: number;
}

/** Published when a window was made, was taken back, began or ended. */
export const maintenanceChanged: Topic<
  { readonly window: MaintenanceWindow; readonly state: MaintenanceState }
> = { name: "maintenance.changed" };

export type MaintenanceState = "planned" | "active" | "over" | "removed";

/** Windows that are kept at once; those that are over go after a day. */
export const MAX_WINDOWS = 500;

/** How a window stands at a moment. */
export function stateOf({ from, until }: MaintenanceDraft, now: number): MaintenanceState {
  if (now < from) return "planned";
  return now < until ? "active" : "over";
}

/** Who is worked on, for whoever shows members. */
export interface MaintenanceNow {
  /** The window that a subject is under at `now` (epoch ms); of several the one that ends last. */
  maintenanceOf(
    subject: Pick<AlertSubject, "kind" | "key">,
    now: number,
  ): MaintenanceWindow | undefined;
}

/** What is known of a subject beside its name. */
export interface Surroundings {
  /** Where it stands; null: nobody knows. */
  readonly address: string | null;
  /** Groups that it is in, in lower case. */
  readonly groups: readonly string[];
}

/** True when a window is for this subject. A host's containers come with it. */
export function covers(
  window: MaintenanceDraft,
  { kind, key }: Pick<AlertSubject, "kind" | "key">,
  { address, groups }: Surroundings,
): boolean {
  if (window.everything || window.kinds.includes(kind)) return true;
  const wanted = new Set(window.groups.map((name) => name.toLowerCase()));
  if (groups.some((name) => wanted.has(name))) return true;
  const isMember = (subject: MaintenanceSubject) =>
    (subject.kind === kind && subject.key === key) ||
    (subject.kind === "machine" && subject.key === address) ||
    (subject.kind === "node" && kind === "container" && subject.key === serverIdOf(key));
  return window.subjects.some(isMember);
}
