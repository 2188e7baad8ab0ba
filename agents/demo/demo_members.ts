/** Signs of life that a member has sent, and those whose answer has come; null: nobody answers them. */
export interface Beats {
  readonly sent: number;
  readonly answered: number | null;
}

/** What each member of a fleet has, whatever it plays. */
export interface DemoMember {
  /** `display:Display_03`, `node:5e0c41d2a97b`, `sync:127.0.1.4`, `camera:127.0.1.1`: unique in its fleet. */
  readonly key: string;
  /** As the control host gets to know it; a sync host and a camera are known by their address. */
  readonly name: string;
  /** The loopback address of its machine: members of one machine share it. */
  readonly address: string;
  /** `agent`: our own; else the fielded build that it plays. */
  readonly build: string;
  /** It is connected and taken in; a camera: it serves, and somebody has found it. */
  readonly online: boolean;
  /** Heartbeats, readings or lines since its start, where whoever plays it counts them. */
  beats?(): Beats;
}

/** What everything with a cable can suffer. */
export interface Cabled {
  /** From now on nothing gets through, in either direction, and nobody is told. */
  cutLink(): void;
  /** What was connected before is gone; the member finds its way back by itself. */
  restoreLink(): void;
  /** Ends the connections at once, as a switch that is restarted does. */
  dropLink(): void;
}

/** A display PC. */
export interface DemoDisplay extends DemoMember, Cabled {
  readonly kind: "display";
  /** Command lines that run. */
  readonly running: readonly string[];
  /** On: what runs crashes, and whatever is started crashes some seconds later. */
  crashLoop(on: boolean): void;
}

/** A machine with node containers. */
export interface DemoNodeHost extends DemoMember, Cabled {
  readonly kind: "node";
  readonly serverId: string;
  readonly containers: readonly string[];
  /** On: a disk nearly full, which takes seconds for everything: blocks come late, and so do answers. */
  slowDisk(on: boolean): void;
  /** On: `rotate_keys` fails, as its RPC does not answer. */
  failRotation(on: boolean): void;
}

/** A machine with a sync card. */
export interface DemoSyncHost extends DemoMember, Cabled {
  readonly kind: "sync";
  /** 0 error, 1 slave, 2 master: what its lines say. */
  readonly digit: number;
  /** On: it has lost the house sync, and says 0. */
  unlock(on: boolean): void;
}

/** A camera. */
export interface DemoCamera extends DemoMember {
  readonly kind: "camera";
  readonly port: number;
  /** Who takes its pictures now. */
  readonly viewers: number;
  /** On: connections stay, and no byte comes. */
  freeze(on: boolean): void;
}

/** Any of them. */
export type AnyDemoMember = DemoDisplay | DemoNodeHost | DemoSyncHost | DemoCamera;
