import type { SystemFigures, SystemReader } from "../../nodes/agent/system_figures.ts";
import type { DeviceClock } from "../../waits.ts";
import type { SimulatedHost, SimulatedSystem } from "./simulated_host.ts";

/** Measures a machine that exists in words only. */
export function simulatedSystem(host: SimulatedHost, clock: DeviceClock): SystemReader {
  return { read: () => Promise.resolve(systemFigures(host.system(clock.now()))) };
}

/** A machine in the words of the wire; percent with two decimals. */
export function systemFigures(system: SimulatedSystem): SystemFigures {
  const { cpuUserPercent: user, cpuSystemPercent: own } = system;
  const { diskTotalBytes: disk, diskUsedBytes: diskUsed } = system;
  return {
    host_name: system.hostName,
    cpu_model: system.cpuModel,
    cpu_usage: round(user + own),
    cpu_cores: system.cpuCores,
    cpu_user: round(user),
    cpu_system: round(own),
    cpu_idle: round(100 - user - own),
    host_memory_total: system.memoryTotalBytes,
    swap_total: system.swapTotalBytes,
    swap_used: system.swapUsedBytes,
    uptime: system.uptimeSeconds,
    disk_total: disk,
    disk_used: diskUsed,
    disk_available: disk - diskUsed,
    disk_percent: round(100 * diskUsed / disk),
  };
}

/** To two decimals. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
