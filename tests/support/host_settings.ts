import type { Settings } from "../../command_line/settings/settings_table.ts";

/** The admin token of every control host under test. */
export const ADMIN_TOKEN = "sbx_end_to_end_admin_token";

/** Loopback, any free port, and everything else as a user would have it. */
export function testSettings(dataDir: string, changes: Partial<Settings> = {}): Settings {
  return {
    host: "127.0.0.1",
    deviceHost: "127.0.0.1",
    httpPort: 0,
    devicePort: 0,
    tlsPort: 0,
    dataDir,
    adminToken: ADMIN_TOKEN,
    logLevel: "info",
    logFormat: "json",
    maxDisplays: 10_000,
    mqttPort: 0,
    cameraPort: 8000,
    maxDiscoveredCameras: 64,
    relayPort: 0,
    recordingDays: 30,
    recordingGigabytes: 100,
    memoryCeiling: 1_536,
    nodeTokens: "optional",
    ...changes,
  };
}
