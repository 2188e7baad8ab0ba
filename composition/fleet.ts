import type { CameraNeeds } from "../actors/cameras/needs.ts";
import { ExecBlockList } from "../actors/nodes/commands/exec_block_list.ts";
import type { NodeRules } from "../actors/nodes/rules.ts";
import type { SessionKeyStore } from "../actors/session_keys/store.ts";
import type { SyncSettings } from "../actors/sync_hosts/settings.ts";
import { startTree, type Tree } from "../actors/tree.ts";
import { accountCrypto } from "../adapters/crypto/account_crypto.ts";
import { nativeCrypto } from "../adapters/crypto/native_crypto.ts";
import { cronerRules } from "../adapters/cron/croner_rules.ts";
import { createSyncDialer } from "../adapters/syncguard/dialer.ts";
import { createWakeSender } from "../adapters/wake/wake_sender.ts";
import type { FileSettings } from "../command_line/settings/file_settings.ts";
import type { Settings } from "../command_line/settings/settings.ts";
import { readBackupFile } from "../protocols/mserver/backup_file.ts";
import { checkCommand, NODE_COMMANDS } from "../protocols/mserver/commands.ts";
import { readRotatedKey, withoutKeys } from "../protocols/mserver/session_keys.ts";
import type { AlertChannelsSide } from "./sides/alert_channels_side.ts";
import { alertSettingsOf } from "./alert_rules.ts";
import type { Foundations } from "./foundations.ts";
import { readyRulesOf } from "./ready_rules.ts";
import type { Tuning } from "./tuning.ts";

/** How often each display is asked whether it is there; the guide's number. */
const CHECK_INTERVAL_MS = 30_000;

/** Clients need no token to register, so their number has a limit: five times the largest fleet that is tested. */
const MAX_NODES = 5_000;

/** What the actors of node hosts know of the protocol. */
const NODE_RULES: NodeRules = {
  find: (command) => NODE_COMMANDS.get(command),
  check: checkCommand,
  rotatedKey: readRotatedKey,
  backupFile: readBackupFile,
  withoutKeys,
};

/** Starts the actors of everything that is looked after. */
export function startFleet(
  settings: Settings,
  tuning: Tuning,
  { database, audit, system, health }: Foundations,
  { keys, cameras, channels }: {
    readonly keys: SessionKeyStore;
    readonly cameras: CameraNeeds;
    readonly channels: AlertChannelsSide;
  },
): Tree {
  return startTree(system, {
    stores: database,
    crypto: nativeCrypto,
    maxDisplays: settings.maxDisplays,
    checkIntervalMs: tuning.checkIntervalMs ?? CHECK_INTERVAL_MS,
    warmUpMs: tuning.warmUpMs,
    sync: syncSettingsOf(settings),
    readiness: readyRulesOf(settings),
    syncDialer: createSyncDialer(),
    wake: createWakeSender(tuning.wake),
    cameras,
    alerts: alertSettingsOf(settings),
    self: health,
    auditExaminer: audit.examiner,
    alertChannels: channels.plansOf(settings),
    cron: cronerRules(),
    accounts: { crypto: accountCrypto, policy: settings.nodeTokens },
    nodes: {
      keys,
      rules: NODE_RULES,
      execBlockList: new ExecBlockList(settings.execBlockList),
      maxNodes: MAX_NODES,
    },
  });
}

/** What the config file says of sync hosts and walls. */
export function syncSettingsOf({ syncHosts = [], walls = [] }: FileSettings): SyncSettings {
  return { hosts: syncHosts, walls };
}
