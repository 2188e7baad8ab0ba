import type { FleetOrder } from "../../protocols/demo/fleet_lines.ts";
import type { DemoScale } from "../../agents/demo/demo_scale.ts";

/** Where a control host is, as a fleet has to know it. */
export type HostPlace = Pick<FleetOrder, "httpUrl" | "deviceUrl" | "mqttUrl" | "cameraPort">;

/** Bytes of a process after a collection of its garbage. */
export interface MemoryWeight {
  readonly residentBytes: number;
  /** Of the main thread: the heap, and what it holds outside of it. */
  readonly heapBytes: number;
  /** Of the heap: machine code and bytecode with their tables, which grow as the compiler gets to know the load. */
  readonly codeBytes: number;
  readonly externalBytes: number;
}

/** What the process of the control host can be told. */
export interface SoakHostOrders {
  /** Opens free ports, configured for a fleet of that scale and seed. */
  readonly open: (
    order: { readonly scale: DemoScale; readonly seed: number },
  ) => Promise<HostPlace & { readonly token: string }>;
  readonly weigh: (order: null) => MemoryWeight;
}

/** What one member has sent; `answered`: those that the control host has answered, null where it never does. */
export interface MemberBeats {
  readonly key: string;
  readonly sent: number;
  readonly answered: number | null;
}

/** What the process of the fleet can be told. */
export interface SoakFleetOrders {
  /** Answers when every member was told to connect. */
  readonly start: (
    order: HostPlace & { readonly scale: DemoScale; readonly seed: number },
  ) => Promise<null>;
  /** Members that are not online. */
  readonly away: (order: null) => readonly string[];
  /** Of everybody that counts. */
  readonly beats: (order: null) => readonly MemberBeats[];
}
