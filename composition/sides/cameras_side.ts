import { join } from "node:path";
import type { RelayPorts } from "../../actors/cameras/directory_relays.ts";
import type { CameraNeeds } from "../../actors/cameras/needs.ts";
import type { RecordingStore } from "../../actors/cameras/recording.ts";
import type { CameraSettings } from "../../actors/cameras/settings.ts";
import type { ActorSystem } from "../../actors/kernel/mod.ts";
import type { OpenPort } from "../../actors/listener.ts";
import type { Tree } from "../../actors/tree.ts";
import { logDiscovery } from "../../adapters/log/mod.ts";
import { openBroker } from "../../adapters/mqtt/broker.ts";
import {
  connectDiscovery,
  type DiscoveryConnection,
  type DiscoveryStatus,
} from "../../adapters/mqtt/discovery.ts";
import {
  openRecordingStore,
  type RecordingLibrary,
} from "../../adapters/recordings/recording_store.ts";
import { createCameraDialer } from "../../adapters/video/dialer.ts";
import { createFfmpegTranscoder } from "../../adapters/video/ffmpeg_transcoder.ts";
import { openRelay } from "../../adapters/video/relay.ts";
import type { RelayLimits } from "../../adapters/video/relay_limits.ts";
import type { GatewayOptions } from "../../adapters/socketio/gateway.ts";
import type { FileSettings } from "../../command_line/settings/file_settings.ts";
import type { Settings } from "../../command_line/settings/settings.ts";
import { completeTopics } from "../../protocols/discovery/topics.ts";
import { VideoDecoder } from "../../protocols/video/decoder.ts";
import { createAddressRule } from "../camera_addresses.ts";
import type { Listener } from "../listeners.ts";
import type { Traffic } from "./metrics_side.ts";
import { RecordRepeats } from "../record_repeats.ts";
import type { Tuning } from "../tuning.ts";

type OnProblem = GatewayOptions["onProblem"];

/** Addresses that stand for all of the machine's own; one cannot connect to them everywhere. */
const ANY_ADDRESS: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** What cameras are started with, and what runs beside their actors. */
export interface CameraSide {
  readonly needs: CameraNeeds;
  /** The broker of our own; none when somebody else's is configured. */
  readonly listeners: readonly Listener[];
  /** Begins to look for cameras, once the broker's port is open. */
  discover(ports: ReadonlyMap<string, OpenPort>, cameras: Tree["cameras"]): void;
  /** How that goes; null before it has begun. */
  discovery(): DiscoveryStatus | null;
  close(): Promise<void>;
}

/** Opens the recordings of a data folder. */
export function openRecordings(
  { dataDir, recordingDays, recordingGigabytes }: Settings,
  limits: Tuning["recordings"],
): Promise<RecordingLibrary> {
  return openRecordingStore({
    folder: join(dataDir, "recordings"),
    limits: { ...limits, maxAgeDays: recordingDays, maxBytes: recordingGigabytes * 1e9 },
  });
}

/** What the side of the cameras is made of. */
export interface CameraSideParts {
  readonly recordings: RecordingStore;
  readonly system: ActorSystem;
  readonly onProblem: OnProblem;
  readonly traffic: Traffic;
  /** Of relay ports. */
  readonly limits?: Partial<RelayLimits> | undefined;
  /** How often cameras are asked for. */
  readonly requestIntervalMs?: number | undefined;
}

/** Puts the side of the cameras together; nothing is opened yet. */
export function camerasSide(settings: Settings, parts: CameraSideParts): CameraSide {
  const { recordings, system, onProblem, traffic: { ports, messages } } = parts;
  const topics = completeTopics(settings.cameraTopics ?? {});
  let discovery: DiscoveryConnection | undefined;
  const repeats = new RecordRepeats(system, () => {
    // A broker that is away is told of by discovery itself.
    discovery?.publishRecord("start").catch(() => {});
  });
  const openOwn = (port: number) =>
    openBroker({
      host: settings.deviceHost,
      port,
      onProblem,
      topics,
      traffic: ports.get("mqtt"),
      onMessage: messages.counter("mqtt"),
    });
  return {
    needs: {
      settings: cameraSettingsOf(settings, settings),
      permits: createAddressRule(),
      dialer: createCameraDialer({ decoder: () => new VideoDecoder() }),
      transcoder: createFfmpegTranscoder(),
      recordings,
      relays: relaysOf(settings, parts, repeats),
    },
    listeners: settings.mqttUrl === undefined
      ? [{ name: "mqtt", port: settings.mqttPort, open: openOwn }]
      : [],
    discover(ports, cameras) {
      const broker = brokerOf(settings, ports);
      discovery = connectDiscovery({
        broker,
        topics,
        cameras,
        onProblem,
        onChanged: logDiscovery,
        requestIntervalMs: parts.requestIntervalMs,
      });
    },
    discovery: () => discovery?.status ?? null,
    async close() {
      repeats.close();
      await discovery?.close();
    },
  };
}

/** Where the broker is: somebody else's, or our own once its port is open. */
export function brokerOf({ mqttUrl }: Settings, ports: ReadonlyMap<string, OpenPort>) {
  if (mqttUrl !== undefined) return { url: mqttUrl };
  const own = ports.get("mqtt");
  if (own === undefined) throw new Error("the broker's port is not open");
  const { host, port } = own;
  return { host: ANY_ADDRESS.has(host) ? "127.0.0.1" : host, port };
}

/** A port for each camera, at which fielded viewers find it. */
function relaysOf(
  { deviceHost: host, relayPort: basePort }: Settings,
  { limits = {}, onProblem, traffic }: CameraSideParts,
  repeats: RecordRepeats,
): RelayPorts {
  return {
    basePort,
    open: ({ id, name, ref }, port) =>
      openRelay({
        host,
        port,
        camera: { id, name },
        limits,
        traffic: traffic.ports.get("relay"),
        join(viewer) {
          const status = ref.tell({ type: "viewerJoined", viewer });
          if (status !== "accepted" && status !== "wait") viewer.end("the camera takes no viewers");
          else repeats.viewerCame();
        },
        leave: (viewerId) => void ref.tell({ type: "viewerLeft", viewerId }),
        onProblem,
      }),
  };
}

/** What holds for all cameras: the lists as they stand in the config file now, the rest as at the start. */
export function cameraSettingsOf(
  { cameraPort, maxDiscoveredCameras }: Settings,
  { cameras = [], cameraAddresses = [] }: FileSettings,
): CameraSettings {
  return {
    cameras,
    port: cameraPort,
    allow: cameraAddresses,
    maxDiscovered: maxDiscoveredCameras,
  };
}
