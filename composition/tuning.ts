import type { LoadLimits } from "../actors/load.ts";
import type { DevicePortOptions } from "../adapters/device_port/device_port.ts";
import type { CallerLimits } from "../adapters/http/door/caller_limit.ts";
import type { GatewayOptions } from "../adapters/socketio/gateway.ts";
import type { RecordingLimits } from "../adapters/recordings/retention.ts";
import type { SyncAcceptorOptions } from "../adapters/syncguard/acceptor.ts";
import type { RelayLimits } from "../adapters/video/relay_limits.ts";
import type { WakeOptions } from "../adapters/wake/wake_sender.ts";
import type { NodeGatewayOptions } from "../adapters/websocket/node_gateway.ts";

/** What a test or a benchmark may set, and a user need not. */
export interface Tuning {
  readonly gateway?: Pick<GatewayOptions, "limits" | "pingIntervalMs" | "pingTimeoutMs">;
  /** From where on there is too much to do; what is left out is as for everybody. */
  readonly load?: Partial<LoadLimits>;
  /** What callers without a valid credential may ask for. */
  readonly callers?: Partial<CallerLimits>;
  /** What the device port takes, and what one of its text connections may. */
  readonly devicePort?: DevicePortOptions["limits"];
  readonly syncText?: SyncAcceptorOptions["limits"];
  readonly nodeGateway?: Pick<NodeGatewayOptions, "limits">;
  /** What the viewers of a camera's relay may. */
  readonly relay?: Partial<RelayLimits>;
  /** How much is recorded, beside what settings say; on a small disk nothing would be. */
  readonly recordings?: Pick<RecordingLimits, "minFreeBytes">;
  /** How often cameras are asked for. */
  readonly requestIntervalMs?: number;
  readonly checkIntervalMs?: number;
  /** Where magic packets go. */
  readonly wake?: WakeOptions;
  /** How long after the start no display is called offline. */
  readonly warmUpMs?: number;
  /** The config file, which backups take along. */
  readonly configPath?: string;
  /** Makes the thread that writes the database: a test puts a slow one here. */
  readonly spawnWriter?: () => Worker;
}
