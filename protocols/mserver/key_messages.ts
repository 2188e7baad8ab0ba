import { z } from "zod";
import { ContainerName } from "./container_name.ts";
import type { NodeEvent } from "./events.ts";
import { nested, type Payload } from "./fields.ts";
import { At, readWith } from "./schema.ts";
import { SessionKey } from "./session_keys.ts";

const KeyUpdate = z.object({ container: ContainerName, session_key: SessionKey, timestamp: At });

/** Path or name of an archive on the client's machine: as long as Linux allows a path to be. */
const BackupFile = z.string().min(1).max(4_096)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must have no control characters");

const Backup = z.object({ container: ContainerName, backup_file: BackupFile, timestamp: At });

/** A new session key of a container (node guide, section 3.2; no fielded build sends it). */
export function readKeyUpdate(frame: Payload): NodeEvent {
  const read = readWith(KeyUpdate, nested(frame.data), "data");
  if ("type" in read) return read;
  const { container, session_key: sessionKey, timestamp: at } = read;
  return { type: "keyUpdated", container, sessionKey, at };
}

/** A backup of a container's keys is done (node guide, section 4.2; no fielded build sends it). */
export function readBackup(frame: Payload): NodeEvent {
  const read = readWith(Backup, nested(frame.data), "data");
  if ("type" in read) return read;
  const { container, backup_file: backupFile, timestamp: at } = read;
  return { type: "backupCompleted", container, backupFile, at };
}
