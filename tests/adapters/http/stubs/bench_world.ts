import { AT } from "../../../support/stores/store_samples.ts";
import { sampleAlert } from "../../../support/samples/alert_samples.ts";
import type { ExampleWorld } from "../../../support/api/api_requests.ts";
import { addToken } from "../../../actors/access/bench_state.ts";
import type { ApiBench } from "../api_bench.ts";
import { SEGMENT } from "./camera_samples.ts";
import { BACKUP } from "./host_backup_stubs.ts";

/** What the examples of requests speak of, as the bench has it. */
export async function benchWorld(bench: ApiBench): Promise<ExampleWorld> {
  let count = 0;
  const spare = await addToken(bench.stores.access, { name: crypto.randomUUID() });
  const { below: _below, ...alert } = sampleAlert({ id: 1 });
  await bench.stores.alerts.commit([
    { type: "alertSaved", alert: { ...alert, about: "", noticedAt: null } },
  ]);
  return {
    display: "Wall-1",
    groupId: 1,
    presetId: 3,
    commandId: "cmd_1",
    executionId: "exe_1",
    syncHost: "1",
    wall: "Hall",
    camera: "Camera-1",
    jpegCamera: "Camera-1",
    spareCamera: "Camera-1",
    recording: SEGMENT.name,
    node: "HOST-1",
    rotation: "rot_1",
    alertId: 1,
    maintenanceId: 1,
    scheduleId: 1,
    alertChannel: "Duty",
    hostBackup: BACKUP.name,
    tokenId: spare.record.id,
    sessionKey: await exampleKey(bench),
    account: "ops",
    deviceToken: "0123456789abcdef0123456789abcdef01234567",
    secret: bench.secrets.view,
    unique: () => `name ${count++}`,
  };
}

async function exampleKey({ keys }: ApiBench): Promise<string> {
  const key = { serverId: "HOST-1", container: "3node0", source: "key_update", at: AT } as const;
  return (await keys.save({ ...key, sessionKey: "0x1a2b3c4d5e" })).keyId;
}
