import type { Deed } from "../../../agents/demo/deed.ts";

/** Where a fleet can be asked. */
export interface FleetPlace {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
}

interface About {
  /** As in `DemoMember`. */
  readonly key: string;
  readonly build: string;
  readonly online: boolean;
}

/** What a member is, by its own account. */
export type MemberTruth =
  | About & { readonly kind: "display"; readonly running: readonly string[] }
  | About & { readonly kind: "node"; readonly stopped: readonly string[] }
  | About & { readonly kind: "sync"; readonly digit: number }
  | About & { readonly kind: "camera" };

/** A deed, and how often it was done. */
export interface CountedDeed extends Deed {
  readonly times: number;
}

/** Everything that a fleet knows of itself. */
export interface FleetTruth {
  readonly members: readonly MemberTruth[];
  readonly deeds: readonly CountedDeed[];
}
