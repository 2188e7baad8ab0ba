import type { DemoFaultName } from "../../../protocols/demo/faults.ts";
import { crashLoop } from "./crash_loop.ts";
import type { FaultScript } from "./fault_script.ts";
import { frozenCamera } from "./frozen_camera.ts";
import { garbageSender } from "./garbage_sender.ts";
import { linkLoss } from "./link_loss.ts";
import { reconnectStorm } from "./reconnect_storm.ts";
import { rotationFailure } from "./rotation_failure.ts";
import { slowDisk } from "./slow_disk.ts";
import { syncLoss } from "./sync_loss.ts";

/** What each fault does. */
export const FAULT_SCRIPTS: Readonly<Record<DemoFaultName, FaultScript>> = {
  "link-loss": linkLoss,
  "crash-loop": crashLoop,
  "slow-disk": slowDisk,
  "rotation-failure": rotationFailure,
  "sync-loss": syncLoss,
  "frozen-camera": frozenCamera,
  "garbage-sender": garbageSender,
  "reconnect-storm": reconnectStorm,
};
