/** Whom operators give orders to. */
export interface Targets {
  readonly displays: readonly { readonly id: number; readonly name: string }[];
  readonly containers: readonly { readonly serverId: string; readonly name: string }[];
  readonly cameras: readonly string[];
  /** Numbers of presets and groups; each operator edits those of his own. */
  readonly presets: readonly number[];
  readonly groups: readonly number[];
}

/** Displays of one preset or group. */
export const PRESET_SIZE = 10;
