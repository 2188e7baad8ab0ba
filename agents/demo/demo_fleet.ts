import type { AgentLog } from "../agent_log.ts";
import type { OnDeed } from "./deed.ts";
import type {
  AnyDemoMember,
  DemoCamera,
  DemoDisplay,
  DemoNodeHost,
  DemoSyncHost,
} from "./demo_members.ts";
import type { DemoScale } from "./demo_scale.ts";

/** Which fleet to play, and at which control host. */
export interface DemoFleetOrder {
  /** `http://127.0.0.1:8000`: displays. */
  readonly httpUrl: string;
  /** Node hosts and sync hosts. */
  readonly deviceUrl: { readonly host: string; readonly port: number };
  /** `mqtt://127.0.0.1:1883`: cameras. */
  readonly mqttUrl: string;
  /** Where cameras serve, each at its own address; the control host must be told the same. */
  readonly cameraPort: number;
  readonly scale: DemoScale;
  /** The same for the same fleet. */
  readonly seed: number;
  /** A folder of the fleet's own, empty at first: agents keep what they must not forget in it. */
  readonly stateDir: string;
  readonly log: AgentLog;
  /** Divides the times of the protocols where a member lets it; for tests. Default 1. */
  readonly timeScale?: number;
  /** Told of everything that members carry out. Default: nobody. */
  readonly onDeed?: OnDeed;
}

/** A simulated fleet that runs. */
export interface DemoFleet {
  readonly displays: readonly DemoDisplay[];
  readonly nodeHosts: readonly DemoNodeHost[];
  readonly syncHosts: readonly DemoSyncHost[];
  readonly cameras: readonly DemoCamera[];
  /** All of them. */
  readonly members: readonly AnyDemoMember[];
  /** The control host; for what is no member and sends all the same. */
  readonly order: DemoFleetOrder;
  /** Resolves when every member has been told to connect, which is done at a bounded rate. */
  readonly started: Promise<void>;
  /** Ends every member cleanly; nothing of it is left. */
  close(): Promise<void>;
}
