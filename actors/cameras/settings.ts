/** A camera that the config file names, whether or not it answers discovery. */
export interface CameraSetting {
  readonly name: string;
  /** IP address or host name. */
  readonly address: string;
  readonly port?: number | undefined;
  /** TCP port of its relay; without it, relays get the next free one from `relayPort` on. */
  readonly relayPort?: number | undefined;
}

/** What is configured for all cameras. */
export interface CameraSettings {
  readonly cameras: readonly CameraSetting[];
  /** Port at which discovered cameras serve; they do not say it. The guide's 8000. */
  readonly port: number;
  /** Address ranges (CIDR) whose answers are taken; empty: private and loopback ranges only. */
  readonly allow: readonly string[];
  /** Most cameras that discovery may add. */
  readonly maxDiscovered: number;
  /** A discovered camera that has not answered for so long, and does not stream, is forgotten. Default: 30 days. */
  readonly forgetAfterMs?: number | undefined;
}

/** None is configured; discovered ones serve at the guide's port, and as many as one host can look after are taken. */
export const NO_CAMERA_SETTINGS: CameraSettings = {
  cameras: [],
  port: 8000,
  allow: [],
  maxDiscovered: 64,
};

/** The settings that hold now; one object for all who follow them, so that they outlive a crash of any. */
export interface CameraSettingsCell {
  current: CameraSettings;
}
