import assert from "node:assert/strict";
import { machineServerId, NoServerId } from "../../../../agents/nodes/agent/machine_id.ts";

const ID = "4f1a09c27b3e5d6f7081920a1b2c3d4e";

/** Reads from a disk with these files. */
function disk(files: Readonly<Record<string, string>>): (path: string) => Promise<string> {
  return (path) => {
    const text = files[path];
    return text === undefined ? Promise.reject(new Error("none")) : Promise.resolve(text);
  };
}

Deno.test("machineServerId() is the head of the machine's id", async () => {
  assert.equal(await machineServerId(disk({ "/etc/machine-id": `${ID}\n` })), "4f1a09c27b3e");
  const dashed = "4F1A09C2-7B3E-5D6F-7081-920A1B2C3D4E";
  assert.equal(await machineServerId(disk({ "/var/lib/dbus/machine-id": dashed })), "4F1A09C27B3E");
});

Deno.test("machineServerId() falls back to a network address, and fails without one", async () => {
  const odd = disk({
    "/etc/machine-id": "uninitialized\n",
    "/var/lib/dbus/machine-id": "0".repeat(32),
  });
  assert.equal(await machineServerId(odd, () => ["001122334455"]), "MAC-001122334455");
  await assert.rejects(machineServerId(disk({}), () => []), NoServerId);
});
