/** Options of `agent node`. */
export type NodeAgentOptionName =
  | "config"
  | "server"
  | "serverId"
  | "ca"
  | "username"
  | "passwordFile"
  | "engine"
  | "nodes"
  | "interval"
  | "backupDir"
  | "payoutProgram"
  | "payoutArgs"
  | "rpcPorts"
  | "basePaths"
  | "stateDir"
  | "logLevel"
  | "logFormat";

/** What the command line says about the node agent, in one language. */
export interface NodeAgentTexts {
  readonly about: string;
  readonly options: Readonly<Record<NodeAgentOptionName, string>>;
  /** What holds when an option is left out. */
  readonly usual: Readonly<
    Record<
      | "config"
      | "serverId"
      | "ca"
      | "username"
      | "passwordFile"
      | "nodes"
      | "payoutProgram"
      | "payoutArgs"
      | "rpcPorts"
      | "basePaths",
      string
    >
  >;
  /** How a password gets in. */
  readonly password: string;
  readonly serverUrl: string;
  readonly serverName: string;
  readonly certificate: string;
  readonly engineUrl: string;
  readonly containers: string;
  readonly ports: string;
  readonly paths: string;
  readonly halfLogin: string;
  readonly argsAlone: string;
  readonly noServerId: string;

  greets(serverId: string, servers: string): string;
  nodesFound(engine: string, names: string): string;
  noNodes(engine: string): string;
  noEngine(reason: string): string;
  pays(program: string): string;
  readonly paysNothing: string;
  readonly ready: string;
  readonly stopping: string;
  readonly stopped: string;
  /** Why a state folder cannot be used, by its code. */
  readonly unavailable: Readonly<Record<"taken" | "unusable", (what: string) => string>>;
}
