import type { AuditLine } from "../audit/audit_line.ts";
/** What is kept of a camera on disk. Times are epoch milliseconds. */
export interface CameraRecord {
  readonly id: number;
  /** Null: the config file does not name it, and its address is its identity. */
  readonly name: string | null;
  /** IP address or host name, without port, in lower case. */
  readonly address: string;
  readonly port: number;
  readonly createdAt: number;
  /** When it last answered discovery; may lag behind by some minutes. */
  readonly answeredAt: number | null;
  /** When its stream was last heard; may lag behind by some minutes. */
  readonly lastSeenAt: number | null;
  /** Said once already, so that our own restart does not say it again. */
  readonly reportedOffline: boolean;
  /** Since when it is being recorded: goes on after our own restart. Null: it is not. */
  readonly recordingSince: number | null;
}

export type CameraChange =
  | { readonly type: "cameraSaved"; readonly camera: CameraRecord }
  | { readonly type: "cameraRemoved"; readonly id: number }
  /** All cameras that stream are recorded since then, and those that come back as well; null: no more. */
  | { readonly type: "siteRecordingSaved"; readonly since: number | null };

/** Durable storage of cameras; `commit` as in the ledger's store. */
export interface CameraStore {
  commit(changes: readonly CameraChange[], lines?: readonly AuditLine[]): Promise<void>;
  cameras(): readonly CameraRecord[];
  /** Ids are never used twice, not even after a camera was forgotten. */
  nextCameraId(): number;
  siteRecording(): number | null;
}
