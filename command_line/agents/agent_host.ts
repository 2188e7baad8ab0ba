import type { DisplayAgentSettings } from "./display_agent_host.ts";
import type { NodeAgentSettings } from "./node_agent_host.ts";
import type { SyncAgentSettings, SyncTrialOrder, SyncTrialResult } from "./sync_agent_host.ts";

/** How pictures leave a camera agent. */
export type CameraFormat = "h264" | "framed-h264" | "framed-jpeg";

/** Where they come from. */
export type CameraSource =
  /** rpicam-vid or libcamera-vid, whichever is there, with further words for it. */
  | { readonly kind: "camera"; readonly words: readonly string[] }
  | { readonly kind: "test" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "command"; readonly program: string; readonly words: readonly string[] };

/** What `signalbox agent camera` was told. */
export interface CameraAgentSettings {
  readonly source: CameraSource;
  /** What the source makes. */
  readonly codec: "h264" | "mjpeg";
  readonly format: CameraFormat;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Undefined: 30, or what a file says of itself. */
  readonly framesPerSecond: number | undefined;
  readonly bitrateKbps: number;
  /** Frames from one keyframe to the next; undefined: one second's. */
  readonly keyframeEvery: number | undefined;
  readonly bind: string;
  /** 0: any free one. */
  readonly port: number;
  readonly mqttUrl: string;
  /** Null: the address that the machine uses towards the broker. */
  readonly advertise: string | null;
  /** A source that brings nothing for so long is started again. */
  readonly silenceMs: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly logFormat: "pretty" | "json" | "auto";
}

/** A camera agent that runs. */
export interface RunningCameraAgent {
  readonly sourceName: string;
  readonly port: number;
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** The device side of this program, as the command line needs it. */
export interface AgentHost {
  /** Runs a camera agent until it is told to stop; resolves with the exit code. */
  camera(settings: CameraAgentSettings): Promise<number>;
  /** Likewise a display agent. */
  display(settings: DisplayAgentSettings): Promise<number>;
  /** Likewise a node agent. */
  node(settings: NodeAgentSettings): Promise<number>;
  /** Likewise a sync agent. */
  sync(settings: SyncAgentSettings): Promise<number>;
  /** Tries a sync agent's target once. Rejects when a state was named that cannot be had. */
  trySync(order: SyncTrialOrder): Promise<SyncTrialResult>;
}
