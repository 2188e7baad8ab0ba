/** Every command that a fielded mclient or one of the node guides knows. */
export const NODE_COMMAND_NAMES = [
  "start",
  "stop",
  "restart",
  "logs",
  "status",
  "exec",
  "backup_keys",
  "payout",
  "rotate_keys",
  "check_keys",
  "has_session_keys",
  "has_key",
  "find_validator",
] as const;

/** How far a node has come with its chain, in the words of fielded builds M11. */
export const CHAIN_SYNC_STATES = [
  "checking",
  "initializing",
  "syncing",
  "catching_up",
  "synced",
  "no_peers",
  "offline",
  "unknown",
] as const;
