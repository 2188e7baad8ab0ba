import { seededRandom } from "../displays/random.ts";
import type { BuildId } from "../displays/display_build.ts";
import type { NodeBuildId } from "../nodes/node_build.ts";
import type { SyncBuildId } from "../sync/sync_build.ts";
import type { DemoScale } from "./demo_scale.ts";

/** A display of the fleet. */
export interface PlannedDisplay {
  readonly name: string;
  readonly address: string;
  readonly build: "agent" | BuildId;
}

/** A node host of the fleet. */
export interface PlannedNodeHost {
  /** Twelve hexadecimal digits, as clients make them of a machine id. */
  readonly serverId: string;
  readonly address: string;
  readonly containers: readonly string[];
  readonly build: "agent" | NodeBuildId;
}

/** A sync host of the fleet; it is known by its address. */
export interface PlannedSyncHost {
  readonly address: string;
  readonly build: "agent" | SyncBuildId;
  /** The wall's first is its master. */
  readonly role: "master" | "slave";
}

/** A camera of the fleet; it is known by its address. */
export interface PlannedCamera {
  readonly address: string;
}

/** Who there is, before anything is started. */
export interface DemoPlan {
  readonly displays: readonly PlannedDisplay[];
  readonly nodeHosts: readonly PlannedNodeHost[];
  readonly syncHosts: readonly PlannedSyncHost[];
  readonly cameras: readonly PlannedCamera[];
}

/** Our own agents play so many of each kind; a crowd beyond it is played by what weighs less. */
const MAX_AGENTS = 5;
const MAX_NODE_AGENTS = 2;
/** In turn, after the agents; every build that is out there. */
const DISPLAY_BUILDS = ["T4", "C3", "T1", "G", "T3"] as const;
const NODE_BUILDS = ["M11", "M11", "M11", "M10"] as const;
const SYNC_BUILDS = ["P", "P", "P", "O"] as const;
/** Room for the greatest fleet, and no machine's own name for itself (127.0.0.1, and 127.0.1.1 on Debian). */
const DISPLAY_MACHINES = 0x7f_00_01_0a;
const NODE_MACHINES = 0x7f_00_40_0a;
const SERVER_ID_CHARS = 12;

/** Lays a fleet out: the same for the same scale and seed. */
export function planDemo(scale: DemoScale, seed: number): DemoPlan {
  const random = seededRandom(seed);
  return {
    displays: list(scale.displays, (n) => ({
      name: displayName(n, scale.displays),
      address: addressOf(DISPLAY_MACHINES, n),
      build: n < MAX_AGENTS ? "agent" : inTurn(DISPLAY_BUILDS, n - MAX_AGENTS),
    })),
    nodeHosts: list(scale.nodeHosts, (n) => ({
      serverId: hexadecimal(random),
      address: addressOf(NODE_MACHINES, n),
      containers: list(
        scale.containersPerHost,
        (at) => `3node${n * scale.containersPerHost + at}`,
      ),
      build: n < MAX_NODE_AGENTS ? "agent" : inTurn(NODE_BUILDS, n - MAX_NODE_AGENTS),
    })),
    syncHosts: list(scale.syncHosts, (n) => ({
      address: addressOf(DISPLAY_MACHINES, n),
      build: n < MAX_AGENTS ? "agent" : inTurn(SYNC_BUILDS, n - MAX_AGENTS),
      role: n === 0 ? "master" : "slave",
    })),
    cameras: list(scale.cameras, (n) => ({ address: addressOf(DISPLAY_MACHINES, n) })),
  };
}

function displayName(n: number, of: number): string {
  return `Display_${String(n + 1).padStart(Math.max(2, String(of).length), "0")}`;
}

/** Neither .0 nor .255 of a network: some look at those with suspicion. */
function addressOf(first: number, n: number): string {
  const address = (first & ~0xff) + (Math.floor(n / 240) << 8) + (first & 0xff) + n % 240;
  return [24, 16, 8, 0].map((bits) => (address >>> bits) & 0xff).join(".");
}

function hexadecimal(random: () => number): string {
  const digits = list(SERVER_ID_CHARS, () => Math.floor(random() * 16).toString(16));
  return digits.join("").toUpperCase();
}

function inTurn<T>(all: readonly [T, ...T[]], n: number): T {
  return all[n % all.length] ?? all[0];
}

function list<T>(length: number, make: (n: number) => T): readonly T[] {
  return Array.from({ length }, (_, n) => make(n));
}
