import { getLogger } from "@logtape/logtape";
import { hostBackupMade, hostBackupMissed } from "../../actors/host_backups/messages.ts";
import type { ActorSystem } from "../../actors/kernel/mod.ts";

const backups = getLogger(["signalbox", "backups"]);

/** Words what becomes of backups of the control host itself. Returns the way to stop. */
export function logBackups(system: ActorSystem): () => void {
  const stops = [
    system.subscribe(hostBackupMade, ({ name, bytes }) => {
      backups.info("Backup {name} was made and read back: {bytes} bytes.", { name, bytes });
    }),
    system.subscribe(hostBackupMissed, ({ dueAt, reason }) => {
      const due = dueAt === null ? null : new Date(dueAt).toISOString();
      backups.warn("A backup of the control host did not come: {reason}", { reason, due });
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
