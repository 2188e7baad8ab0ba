import type { Topic } from "../kernel/mod.ts";

/** An answer to discovery that was not taken. Said once for each address, and for so many addresses at most. */
export const cameraRefused: Topic<{ readonly address: string; readonly reason: string }> = {
  name: "camera.refused",
};
/** The config file's cameras hold from now on. */
export const camerasConfigured: Topic<{ readonly cameras: number }> = {
  name: "cameras.configured",
};
/** The whole site is recorded since then (epoch ms), or no more (null). */
export const siteRecordingChanged: Topic<{ readonly since: number | null }> = {
  name: "cameras.siteRecording",
};
/** Old recordings cannot be deleted, and why; or they can again (null). */
export const retentionChanged: Topic<{ readonly problem: string | null }> = {
  name: "cameras.retention",
};
