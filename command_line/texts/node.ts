import type { NodeCommandName } from "../../protocols/mserver/commands.ts";

/** What the command line says about node hosts, their containers and the console, in one language. */
export interface NodeTexts {
  /** What each command of ours does, one line. */
  readonly about: Readonly<
    Record<
      | "send"
      | "broadcast"
      | "listNodes"
      | "listContainers"
      | "listRotations"
      | "node"
      | "forget"
      | "openConsole"
      | "console"
      | "wait"
      | "cancel"
      | "help"
      | "quit",
      string
    >
  >;
  readonly arguments: Readonly<
    Record<"target" | "action" | "words" | "command" | "id" | "node", string>
  >;
  readonly options: Readonly<
    Record<
      | "yes"
      | "follow"
      | "node"
      | "container"
      | "type"
      | "connected"
      | "pause"
      | "query"
      | "hostLimit"
      | "force",
      string
    >
  >;
  readonly columns: Readonly<
    Record<
      | "client"
      | "containers"
      | "work"
      | "type"
      | "verified"
      | "height"
      | "peers"
      | "cpu"
      | "memory",
      string
    >
  >;
  /** What each command of a client does. */
  readonly commands: Readonly<Record<NodeCommandName, string>>;
  /** What cannot be taken back, by command. */
  readonly danger: Readonly<Record<string, string>>;
  /** For "default …". */
  readonly usualDeadline: string;

  usageOf(form: string): string;
  paramTwice(name: string): string;
  tooManyValues(command: string): string;
  noSuchParam(command: string, name: string): string;

  severalHosts(name: string, ids: string): string;
  twoKinds(name: string, candidates: string): string;
  notOfNodes(action: string, choices: string): string;
  notForAll(command: string): string;
  eachInstead(line: string): string;
  noContainer(host: string): string;
  severalContainers(host: string, targets: string): string;
  whichContainer(host: string): string;
  readonly numberOrName: string;

  sayYes(command: string): string;
  typeToGoOn(command: string, whom: string, word: string): string;
  readonly nothingSent: string;
  readonly everyHost: string;
  acceptedFor(count: number): string;
  completedOf(completed: number, total: number): string;
  rotated(verified: number, total: number): string;
  goesOn(id: string): string;
  onlyLogs(action: string): string;
  readonly followHint: string;
  readonly followLost: string;
  followEnded(reason: string): string;
  readonly linesSkipped: string;
  /** Lines in a log that its container did not write, by kind; a new start has words of its own. */
  readonly dividers: Readonly<Record<"away" | "back" | "gap", string>>;
  /** `look` and `cancel` are command lines of ours. */
  comeBack(look: string, cancel: string): string;

  readonly noInput: string;
  welcome(url: string): string;
  readonly openQuote: string;
  readonly typeHelp: string;
  readonly clientCommands: string;
  needsRight(right: string): string;
  readonly takesAll: string;
  usualTime(time: string): string;
  readonly firstNode: string;
  forgotten(serverId: string): string;
  moreHosts(count: number): string;
}
