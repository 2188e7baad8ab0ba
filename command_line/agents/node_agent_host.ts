import type { Settings } from "../settings/settings_table.ts";

/** What `signalbox agent node` was told. */
export interface NodeAgentSettings extends Pick<Settings, "logLevel" | "logFormat"> {
  /** Of the server's WebSocket, tried in turn: one, or `wss://…` and then `ws://…`. */
  readonly servers: readonly string[];
  /** Null: from the machine's id. */
  readonly serverId: string | null;
  /** PEM text of whom to trust; null: whom the system trusts. */
  readonly ca: string | null;
  /** Null: no login; a token of an earlier one counts all the same. */
  readonly login: { readonly username: string; readonly password: string } | null;
  /** `unix:///…` or `tcp://host:port`. */
  readonly engine: string;
  /** Names of containers; null: all that are called as nodes are. */
  readonly nodes: readonly string[] | null;
  readonly intervalMs: number;
  readonly backupDir: string;
  /** Null: this machine pays nothing out. */
  readonly payout: { readonly program: string; readonly args: readonly string[] } | null;
  /** By container, where its name does not tell. */
  readonly rpcPorts: Readonly<Record<string, number>>;
  /** By container, where its command line does not tell. */
  readonly basePaths: Readonly<Record<string, string>>;
  readonly stateDir: string;
}

/** A node agent that runs. */
export interface RunningNodeAgent {
  readonly serverId: string;
  /** Containers that are nodes; null: the engine does not answer, and `trouble` says why. */
  readonly nodes: readonly string[] | null;
  readonly trouble: string;
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}
