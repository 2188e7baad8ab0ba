import { auditActor } from "./audit/audit.ts";
import {
  BRANCH,
  startAlertChannels,
  startAlerts,
  startCameras,
  startNodes,
  startPresence,
  startReadiness,
  startSchedules,
  startSecrets,
  startSync,
} from "./branches.ts";
import { findTarget } from "./command_targets.ts";
import { displaysActor } from "./displays/directory.ts";
import type { ActorSystem } from "./kernel/mod.ts";
import { ledgerActor } from "./ledger/ledger.ts";
import { presetsActor } from "./presets/presets.ts";
import type { Tree } from "./tree_doors.ts";
import type { TreeDependencies } from "./tree_needs.ts";

export { startHostBackups } from "./branches.ts";
export type { Tree } from "./tree_doors.ts";

/**
 * Starts the supervision tree. Started in this order, stopped in reverse:
 *
 *     / ── audit         who changed what
 *       ├─ ledger        every command, durable
 *       ├─ access        tokens and sessions
 *       ├─ accounts      device accounts and their tokens
 *       ├─ sessionKeys   gives a key itself to whoever may have it
 *       ├─ displays      the directory ── one display each
 *       ├─ presets       groups and presets
 *       ├─ syncHosts     the directory ── one sync host each, and one poll for each that is asked
 *       ├─ walls         verdicts on sync hosts that belong together
 *       ├─ nodeHistory   what containers did, by second, minute and hour
 *       ├─ rotations     keys of several containers, one after the other
 *       ├─ backups       backups of keys that clients told of
 *       ├─ outputs       what commands say while they run
 *       ├─ nodes         the directory ── one node host each ── one container each
 *       ├─ cameras       the directory ── one camera each
 *       ├─ schedules     what is done by itself, and when
 *       ├─ readiness     whether the show can begin
 *       ├─ presence      who was there when
 *       ├─ alertChannels where alerts are told ── one channel each
 *       ├─ alerts        what somebody must know of
 *       ├─ hostBackups   backups of this control host (the composition root adds it, and what comes below)
 *       └─ listeners     one per port
 */
export function startTree(system: ActorSystem, needs: TreeDependencies): Tree {
  const { stores } = needs;
  const audit = system.spawn(auditActor, { store: stores.audit, examiner: needs.auditExaminer }, {
    key: "audit",
    restart: BRANCH,
  });
  const ledger = system.spawn(ledgerActor, {
    store: stores.ledger,
    route: (kind, key) => findTarget(system, kind, key),
  }, { key: "ledger", restart: BRANCH });
  const secrets = startSecrets(system, needs);
  const displays = system.spawn(displaysActor, {
    store: stores.displays,
    ledger,
    maxDisplays: needs.maxDisplays,
    checkIntervalMs: needs.checkIntervalMs,
    warmUpMs: needs.warmUpMs,
    wake: needs.wake,
  }, { key: "displays", restart: BRANCH });
  const presets = system.spawn(presetsActor, { store: stores.presets, displays, ledger }, {
    key: "presets",
    restart: BRANCH,
  });
  const sync = startSync(system, needs);
  const fleet = { ledger, displays, presets, ...startNodes(system, ledger, needs) };
  const cameras = startCameras(system, ledger, needs);
  const schedules = startSchedules(system, fleet, needs);
  const members = { ...fleet, ...sync, cameras };
  const showReadiness = startReadiness(system, members, needs);
  const presence = startPresence(system, members, needs);
  const alertChannels = startAlertChannels(system, needs);
  const alerts = startAlerts(system, members, needs);
  const trust = { audit, ...secrets };
  return { ...trust, ...members, schedules, showReadiness, presence, alertChannels, ...alerts };
}
