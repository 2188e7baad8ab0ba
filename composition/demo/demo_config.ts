import type { DemoPlan } from "../../agents/demo/demo_plan.ts";
import type { FileSettings } from "../../command_line/settings/file_settings.ts";
import type { Settings } from "../../command_line/settings/settings.ts";

/** What a site would have written into the config file of its control host, for a simulated fleet. */
export function demoConfig({ syncHosts, cameras }: DemoPlan) {
  const hosts = syncHosts.map(({ address }, at) => ({
    name: `Sync_${numbered(at, syncHosts.length)}`,
    claimed: address,
  }));
  return {
    syncHosts: hosts,
    // However many they are, one of them is the master of all.
    walls: [{ name: "Wall_01", hosts: hosts.map(({ name }) => name) }],
    cameras: cameras.map(({ address }, at) => ({
      name: `Camera_${numbered(at, cameras.length)}`,
      address,
    })),
  } satisfies FileSettings;
}

function numbered(at: number, of: number): string {
  return String(at + 1).padStart(Math.max(2, String(of).length), "0");
}

/** A port that is free at each of these addresses: the usual one of cameras where it can be had. */
export function freeCameraPort(
  addresses: readonly string[],
  { cameraPort, httpPort }: Pick<Settings, "cameraPort" | "httpPort">,
): number {
  // Who wants any free port for a control host may have several, which would all find the usual one free at first.
  if (httpPort !== 0 && addresses.every((address) => isFree(address, cameraPort))) {
    return cameraPort;
  }
  const listener = Deno.listen({ hostname: addresses[0] ?? "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

function isFree(hostname: string, port: number): boolean {
  try {
    Deno.listen({ hostname, port }).close();
    return true;
  } catch {
    return false;
  }
}
