import { FakeHost } from "./fake_host.ts";
import { rotationBody } from "./fake_nodes.ts";
import { recordingBody } from "./fake_cameras.ts";
import { channelBody } from "./fake_alert_channels.ts";
import { alertBody, presetBody, sessionKeyBody, syncHostBody, wallBody } from "./samples.ts";

/** Something of every kind that a command can change, all of which ends well and at once. */
export function reachStage(): FakeHost {
  const host = new FakeHost();
  const { api } = host;
  for (const name of ["Left", "PC-17"]) api.add(name);
  const edited = { version: 1, updatedAt: "2026-03-01T09:30:00.000Z", updatedBy: "console" };
  const lobby = { id: 1, name: "Lobby", description: "", displayIds: [1] };
  api.groups.push({ ...lobby, createdAt: edited.updatedAt, ...edited });
  api.presets.push(presetBody(1, "Morning", [1]));
  api.nodes.add("client123", ["3node0"]);
  api.nodes.rotation = rotationBody("client123/3node0");
  api.syncHosts.push(syncHostBody(1, { name: "Hall left" }));
  api.walls.push(wallBody("Hall"));
  api.cameras.add("Entrance");
  api.cameras.recordings.push(recordingBody("now.mp4", { bytes: api.cameras.recorded.length }));
  api.spoken.push('event: end\ndata: {"type":"end","state":"completed","reason":null}\n\n');
  api.sessionKeys.push(sessionKeyBody("key_1_a"));
  api.alerts.alerts.push(alertBody());
  api.schedules.add();
  api.alertChannels.channels.push(channelBody("Duty"));
  for (const name of ["Left", "Entrance", "client123", "client123/3node0"]) {
    api.endings.set(name, { state: "completed", afterMs: 0 });
  }
  host.oldFiles.folders.set("old_keys", { keys: [OLD_KEY], leftOut: [], others: 0 });
  return host;
}

const OLD_KEY = {
  file: "client123_3node0_20250704_093005.json",
  key: {
    serverId: "client123",
    container: "3node0",
    sessionKey: `0x${"2b".repeat(32)}`,
    time: "2025-07-04T09:30:05",
  },
};
