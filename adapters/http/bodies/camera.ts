import type { CameraSnapshot, ViewerStatus } from "../../../actors/cameras/messages.ts";
import type { RecordingSegment, RecordingStatus } from "../../../actors/cameras/recording.ts";
import type { Camera, Recording } from "../../../protocols/api/camera.ts";
import { livenessBody } from "./liveness.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";
import { underMaintenance, type WorkView } from "../requests/under_maintenance.ts";

/** A camera as lists and events show it. Named field by field, so that nothing leaves by accident. */
export function cameraBody(camera: CameraSnapshot, work: WorkView): Camera {
  const { picture, figures } = camera;
  return {
    id: camera.id,
    name: camera.name,
    configured: camera.configured,
    address: camera.address,
    port: camera.port,
    answeredAt: isoTimeOrNull(camera.answeredAt),
    stream: camera.stream,
    since: isoTime(camera.since),
    reason: camera.reason,
    format: camera.format,
    picture: picture && {
      codec: picture.codec,
      width: picture.width,
      height: picture.height,
      framesPerSecond: picture.framesPerSecond,
      codecString: picture.codecString,
      profile: picture.profile,
    },
    figures: {
      framesPerSecond: figures.framesPerSecond,
      bitrateKbps: figures.bitrateKbps,
      keyframeIntervalMs: figures.keyframeIntervalMs,
      frames: figures.frames,
      bytes: figures.bytes,
      connects: figures.connects,
      skippedBytes: figures.skippedBytes,
    },
    liveness: livenessBody(camera.liveness),
    maintenance: underMaintenance(work, "camera", String(camera.id)),
    viewers: camera.viewers.map(viewerBody),
    recording: camera.recording && runningBody(camera.recording),
    relayPort: camera.relayPort,
    createdAt: isoTime(camera.createdAt),
  };
}

function viewerBody(viewer: ViewerStatus): Camera["viewers"][number] {
  const { kind, peerAddress, since, sentFrames, droppedFrames, queuedBytes } = viewer;
  return { kind, peerAddress, since: isoTime(since), sentFrames, droppedFrames, queuedBytes };
}

function runningBody(recording: RecordingStatus): Camera["recording"] {
  const { startedAt, segments, bytes, framesDropped, problem } = recording;
  return { startedAt: isoTime(startedAt), segments, bytes, framesDropped, problem };
}

/** One file of a recording. */
export function recordingBody(segment: RecordingSegment): Recording {
  const { name, startedAt, endedAt, bytes, finished, width, height } = segment;
  return {
    name,
    startedAt: isoTime(startedAt),
    endedAt: isoTime(endedAt),
    bytes,
    finished,
    width,
    height,
  };
}
