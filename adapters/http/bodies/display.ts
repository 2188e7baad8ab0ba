import type { DisplaySnapshot } from "../../../actors/displays/messages.ts";
import type { DisplaySummary } from "../../../actors/topics.ts";
import type { Display, DisplayDetail } from "../../../protocols/api/display.ts";
import { livenessBody } from "./liveness.ts";
import { isoTime } from "./times.ts";
import { underMaintenance, type WorkView } from "../requests/under_maintenance.ts";

/** A display as lists and events show it. Named field by field, so that nothing leaves by accident. */
export function displayBody(display: DisplaySummary, work: WorkView): Display {
  return {
    id: display.id,
    name: display.name,
    aliases: [...display.aliases],
    liveness: livenessBody(display.liveness),
    maintenance: underMaintenance(work, "display", String(display.id)),
    health: display.health,
    connected: display.connected,
    peerAddress: display.peerAddress,
    claimedAddress: display.claimedAddress,
    port: display.port,
    clientType: display.clientType,
    version: display.version,
    capabilities: [...display.capabilities],
    uptimeS: display.uptimeS,
    processCount: display.processCount,
    processes: [...display.processes],
    currentPresetId: display.currentPresetId,
    syncStatus: display.syncStatus,
    macAddress: display.macAddress,
    macByHand: display.macByHand,
    contenders: [...display.contenders],
    createdAt: isoTime(display.createdAt),
  };
}

/** A display with its recent history. */
export function displayDetailBody(display: DisplaySnapshot, work: WorkView): DisplayDetail {
  const notes = display.notes.map(({ at, kind, detail }) => ({ at: isoTime(at), kind, detail }));
  return { ...displayBody(display, work), notes };
}
