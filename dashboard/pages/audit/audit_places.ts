import type { AuditEntry, AuditSubjectKind } from "../../../protocols/api/audit.ts";
import { linkTo } from "../../app/router.ts";

const PLACES: Readonly<Partial<Record<AuditSubjectKind, string>>> = {
  token: "tokens",
  display: "displays",
  group: "groups",
  preset: "presets",
  schedule: "schedules",
  node: "nodes",
  syncHost: "sync-hosts",
  wall: "walls",
  camera: "cameras",
  alert: "alerts",
  host: "host",
  hostBackup: "host",
};

/** The subject of a line that counts what many have done. */
const VARIOUS = "various";

/** Pages that are about all of a kind. */
const WHOLE: ReadonlySet<AuditSubjectKind> = new Set(["token", "host", "hostBackup"]);

/** The page of what a line is about; undefined where there is none. What was removed has none any more. */
export function placeOf({ kind, subject }: AuditEntry): string | undefined {
  const place = PLACES[subject.kind];
  if (place === undefined || /\.(removed|forgotten|merged)$/.test(kind)) return undefined;
  if (subject.key === VARIOUS) return undefined;
  if (WHOLE.has(subject.kind)) return linkTo([place]);
  return linkTo([place, subject.key]);
}
