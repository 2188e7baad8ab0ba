import type { Topic } from "./kernel/mod.ts";
import type { CameraSnapshot } from "./cameras/messages.ts";
import type { DisplaySnapshot } from "./displays/messages.ts";
import type { Command } from "./ledger/command.ts";
import type { Execution } from "./ledger/messages.ts";
import type { Liveness } from "./liveness.ts";
import type { Group, Preset } from "./presets/messages.ts";
import type { ReadyVerdict } from "./readiness/messages.ts";
import type { SyncHostSnapshot } from "./sync_hosts/messages.ts";
import type { WallSnapshot } from "./walls/messages.ts";

/** A display as the event stream shows it: without its notes. */
export type DisplaySummary = Omit<DisplaySnapshot, "notes">;

/** Published when something people look at has changed; heartbeats alone do not count. */
export const displayChanged: Topic<DisplaySummary> = { name: "display.changed" };
export const displayRemoved: Topic<
  { readonly id: number; readonly name: string; readonly into: number | null }
> = { name: "display.removed" };
/** Said once when a display goes down, and once when it comes back. */
export const livenessChanged: Topic<{
  readonly kind: string;
  readonly key: string;
  readonly name: string;
  readonly from: Liveness;
  readonly to: Liveness;
  readonly reason: string;
}> = { name: "member.liveness" };
export const commandChanged: Topic<Command> = { name: "command.changed" };
export const executionStarted: Topic<Execution> = { name: "execution.started" };
export const groupChanged: Topic<Group> = { name: "group.changed" };
export const groupRemoved: Topic<{ readonly id: number }> = { name: "group.removed" };
export const presetChanged: Topic<Preset> = { name: "preset.changed" };
export const presetRemoved: Topic<{ readonly id: number }> = { name: "preset.removed" };
/** Published when something about a sync host has changed; lines that repeat its state do not count. */
export const syncHostChanged: Topic<SyncHostSnapshot> = { name: "syncHost.changed" };
export const syncHostRemoved: Topic<
  { readonly id: number; readonly name: string; readonly into: number | null }
> = { name: "syncHost.removed" };
/** Published when a wall's verdict, its culprits or its notes have changed. */
export const wallChanged: Topic<WallSnapshot> = { name: "wall.changed" };
export const wallRemoved: Topic<{ readonly name: string }> = { name: "wall.removed" };
/**
 * Published when something about a camera has changed: its stream, picture, liveness, recording or viewers at once or
 * within a second, its figures alone every five seconds.
 */
export const cameraChanged: Topic<CameraSnapshot> = { name: "camera.changed" };
export const cameraRemoved: Topic<{ readonly id: number; readonly name: string }> = {
  name: "camera.removed",
};
/** Published when people would see another verdict on the show; that it was looked at again does not count. */
export const readyChanged: Topic<ReadyVerdict> = { name: "ready.changed" };
