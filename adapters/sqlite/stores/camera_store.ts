import type { CameraChange, CameraRecord, CameraStore } from "../../../actors/cameras/store.ts";
import { ChangeStore } from "./change_store.ts";
import { IdCounter } from "../id_counter.ts";
import type { Statement } from "../writer/writer_messages.ts";

const SAVE_CAMERA = `INSERT OR REPLACE INTO cameras (id, name, address, port, created_at,
  answered_at, last_seen_at, reported_offline, recording_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const REMOVE_CAMERA = "DELETE FROM cameras WHERE id = ?";
const SITE_RECORDING = "camera_site_recording";
const SET_SITE_RECORDING = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)";
const CLEAR_SITE_RECORDING = "DELETE FROM meta WHERE key = ?";

interface CameraRow {
  readonly id: number;
  readonly name: string | null;
  readonly address: string;
  readonly port: number;
  readonly created_at: number;
  readonly answered_at: number | null;
  readonly last_seen_at: number | null;
  readonly reported_offline: number;
  readonly recording_since: number | null;
}

/** Cameras on disk, and whether the whole site is recorded. */
export class SqliteCameraStore extends ChangeStore<CameraChange> implements CameraStore {
  readonly #ids = new IdCounter(this.reader, "last_camera_id");

  cameras(): readonly CameraRecord[] {
    return this.reader.all<CameraRow>("SELECT * FROM cameras ORDER BY id").map(cameraOf);
  }

  nextCameraId(): number {
    return this.#ids.next();
  }

  siteRecording(): number | null {
    const sql = "SELECT value FROM meta WHERE key = ?";
    return this.reader.get<{ value: number }>(sql, SITE_RECORDING)?.value ?? null;
  }

  protected override statements(change: CameraChange): readonly Statement[] {
    switch (change.type) {
      case "cameraSaved":
        return [saveCamera(change.camera), this.#ids.used(change.camera.id)];
      case "cameraRemoved":
        return [[REMOVE_CAMERA, [change.id]]];
      case "siteRecordingSaved":
        return change.since === null
          ? [[CLEAR_SITE_RECORDING, [SITE_RECORDING]]]
          : [[SET_SITE_RECORDING, [SITE_RECORDING, change.since]]];
    }
  }
}

function saveCamera(camera: CameraRecord): Statement {
  return [SAVE_CAMERA, [
    camera.id,
    camera.name,
    camera.address,
    camera.port,
    camera.createdAt,
    camera.answeredAt,
    camera.lastSeenAt,
    Number(camera.reportedOffline),
    camera.recordingSince,
  ]];
}

function cameraOf(row: CameraRow): CameraRecord {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    port: row.port,
    createdAt: row.created_at,
    answeredAt: row.answered_at,
    lastSeenAt: row.last_seen_at,
    reportedOffline: row.reported_offline === 1,
    recordingSince: row.recording_since,
  };
}
