import {
  DEFAULT_EXEC_BLOCK_LIST,
  ExecBlockList,
} from "../../../actors/nodes/commands/exec_block_list.ts";
import type { NodeRules } from "../../../actors/nodes/rules.ts";
import type { NodeNeeds } from "../../../actors/tree_needs.ts";
import { readBackupFile } from "../../../protocols/mserver/backup_file.ts";
import { checkCommand, NODE_COMMANDS } from "../../../protocols/mserver/commands.ts";
import { readRotatedKey, withoutKeys } from "../../../protocols/mserver/session_keys.ts";
import { MemorySessionKeys } from "../stores/memory_session_keys.ts";

/** What the protocol's own table says, as the composition root hands it in. */
export const NODE_RULES: NodeRules = {
  find: (command) => NODE_COMMANDS.get(command),
  check: checkCommand,
  rotatedKey: readRotatedKey,
  backupFile: readBackupFile,
  withoutKeys,
};

/** Everything that the actors of node hosts need, with keys in memory. */
export function nodeNeeds(changes: Partial<NodeNeeds> = {}): NodeNeeds {
  return {
    keys: new MemorySessionKeys(),
    rules: NODE_RULES,
    execBlockList: new ExecBlockList(DEFAULT_EXEC_BLOCK_LIST),
    maxNodes: 5_000,
    ...changes,
  };
}
