import type { ActorSystem } from "../../actors/kernel/mod.ts";
import type { ListenerBoard } from "../../actors/listener_board.ts";
import type { SessionKeyStore } from "../../actors/session_keys/store.ts";
import type { Tree } from "../../actors/tree.ts";
import type { Charts } from "../../adapters/http/answers/charts.ts";
import type { HttpApiDependencies } from "../../adapters/http/dependencies.ts";
import { createHttpApi, type HttpApi } from "../../adapters/http/http_api.ts";
import { logFault } from "../../adapters/log/mod.ts";
import type { RecordingLibrary } from "../../adapters/recordings/recording_store.ts";
import type { Database } from "../../adapters/sqlite/open_database.ts";
import manifest from "../../deno.json" with { type: "json" };
import type { BackupSide } from "./backup_side.ts";
import type { CameraSide } from "./cameras_side.ts";
import type { MetricsSide } from "./metrics_side.ts";
import { PAGES } from "../pages.ts";

/** What the HTTP API answers from. */
export interface ApiSources {
  readonly tree: Tree;
  readonly keys: SessionKeyStore;
  readonly recordings: RecordingLibrary;
  readonly cameras: CameraSide;
  readonly board: ListenerBoard;
  readonly backups: BackupSide;
  readonly guard: Pick<HttpApiDependencies, "load" | "onProblem" | "callerLimits">;
}

/** What the control host stands on. */
interface Foundations {
  readonly database: Database;
  readonly charts: Charts;
  readonly system: ActorSystem;
  readonly metrics: MetricsSide;
}

/** Puts the HTTP API together. */
export function apiOf(
  { database, charts, system, metrics }: Foundations,
  { tree, keys, recordings, cameras, board, backups, guard }: ApiSources,
): HttpApi {
  return createHttpApi({
    ...tree,
    ...guard,
    system,
    commands: database.ledger,
    charts,
    sync: database.sync,
    keys,
    runs: database.schedules,
    past: database.presence,
    backups: database.backups,
    alertRecords: database.alerts,
    trail: database.audit,
    alertDeliveries: database.alertDeliveries,
    hostBackups: backups.hostBackups,
    hostBackupFiles: backups.files,
    recordings,
    transcoder: cameras.needs.transcoder,
    discovery: cameras.discovery,
    pages: PAGES,
    metrics,
    readiness: () => board.readiness(),
    version: manifest.version,
    bootId: crypto.randomUUID().slice(0, 8),
    now: Date.now,
    onError: logFault,
  });
}
