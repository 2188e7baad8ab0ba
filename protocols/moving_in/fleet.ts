import type { Remark } from "./remark.ts";

/** A display of the old server. */
export interface OldDisplay {
  readonly name: string;
  /** Names under which its device may register as well: from before somebody renamed it. At most 16. */
  readonly otherNames: readonly string[];
  /** Where it was last; null where that says nothing, as `127.0.0.1` does not. */
  readonly address: string | null;
  readonly port: number | null;
  /** Capitals with colons. */
  readonly macAddress: string | null;
  /** Set by a person. */
  readonly macByHand: boolean;
}

/** A group; members are places in the list of displays. */
export interface OldGroup {
  readonly name: string;
  readonly description: string;
  readonly members: readonly number[];
}

/** A preset; displays and groups are places in their lists. */
export interface OldPreset {
  readonly name: string;
  readonly description: string;
  readonly group: number | null;
  readonly commands: readonly { readonly display: number; readonly command: string }[];
}

/** What can be taken from an old display server, and what cannot. */
export interface OldFleet {
  readonly displays: readonly OldDisplay[];
  readonly groups: readonly OldGroup[];
  readonly presets: readonly OldPreset[];
  readonly remarks: readonly Remark[];
  /** Remarks that were only counted. */
  readonly moreRemarks: number;
}
