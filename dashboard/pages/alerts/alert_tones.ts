import type { Alert } from "../../../protocols/api/alert.ts";
import { linkTo } from "../../app/router.ts";
import type { Tone } from "../../look/tones.ts";

/** What an alert looks like: how bad it is while nobody has seen it, and quieter afterwards. */
export function alertTone({ state, severity }: Alert): Tone {
  if (state === "resolved") return "ok";
  if (state === "acknowledged") return "maintenance";
  return severity === "critical" ? "bad" : "stale";
}

const PLACES: Readonly<Record<string, string>> = {
  display: "displays",
  node: "nodes",
  container: "nodes",
  syncHost: "sync-hosts",
  camera: "cameras",
  wall: "walls",
  schedule: "schedules",
};

/** The page of what an alert is about; of what has none, the fleet's or the machines'. */
export function subjectLink({ subject: { kind, key } }: Alert): string {
  const place = PLACES[kind];
  if (place === undefined) return linkTo(kind === "machine" ? ["machines"] : [], {});
  return linkTo([place, ...(kind === "container" ? key.split("/") : [key])]);
}
