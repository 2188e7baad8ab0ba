/** How a host that does not push is asked. */
export interface PollSetting {
  readonly address: string;
  readonly port: number;
  readonly intervalMs: number;
}

/**
 * A sync host that the config file names. It is every pair of claimed and peer address that fits: both where both
 * are given, else the one that is. A host without either is only polled.
 */
export interface SyncHostSetting {
  readonly name: string;
  readonly claimed?: string | undefined;
  readonly peer?: string | undefined;
  readonly poll?: PollSetting | undefined;
}

/** Sync hosts that belong together: by configured name or by address. */
export interface WallSetting {
  readonly name: string;
  readonly hosts: readonly string[];
}

/** What the config file says of sync hosts and walls. */
export interface SyncSettings {
  readonly hosts: readonly SyncHostSetting[];
  readonly walls: readonly WallSetting[];
}

/** Nothing configured: hosts appear as they report. */
export const NO_SYNC_SETTINGS: SyncSettings = { hosts: [], walls: [] };

/** The settings that hold now. One object for all who follow them, so that they outlive a crash of any. */
export interface SyncSettingsCell {
  current: SyncSettings;
}
