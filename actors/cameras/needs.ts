import type { CameraPorts } from "./camera_state.ts";
import type { RelayPorts } from "./directory_relays.ts";
import type { Recorder, RecordingStatus } from "./recording.ts";
import { type CameraSettings, NO_CAMERA_SETTINGS } from "./settings.ts";

/** What the actors of cameras need from outside, beside their store. */
export interface CameraNeeds extends CameraPorts {
  readonly settings: CameraSettings;
  /** Whether an address lies in one of the ranges (CIDR); without any, in a private, link-local or loopback one. */
  permits(address: string, ranges: readonly string[]): boolean;
  /** Left out: no camera has a relay. */
  readonly relays?: RelayPorts | undefined;
}

const NOTHING = "This control host was started without cameras.";

/** Takes no camera, and connects to none: for who has no video. */
export const NO_CAMERAS: CameraNeeds = {
  settings: NO_CAMERA_SETTINGS,
  permits: () => false,
  dialer: { open: () => Promise.reject(new Error(NOTHING)) },
  transcoder: {
    unavailable: NOTHING,
    start: () => ({ queuedBytes: 0, feed: () => {}, stop: () => {} }),
  },
  recordings: {
    start: (_folder, startedAt) => noRecorder(startedAt),
    list: () => Promise.resolve([]),
    remove: () => Promise.resolve(false),
    retain: () => Promise.resolve(),
  },
};

function noRecorder(startedAt: number): Recorder {
  const status: RecordingStatus = {
    startedAt,
    segments: 0,
    bytes: 0,
    framesDropped: 0,
    problem: NOTHING,
  };
  return { status, write: () => {}, writeSensor: () => {}, stop: () => Promise.resolve(status) };
}
