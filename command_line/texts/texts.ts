import type { z } from "zod";
import type { AccountTexts } from "./account.ts";
import type { AlertTexts } from "./alert.ts";
import type { AlertChannelTexts } from "./alert_channel.ts";
import type { AuditTexts } from "./audit.ts";
import type { AgentTexts } from "./agent.ts";
import type { DisplayAgentTexts } from "./display_agent.ts";
import type { DisplayTexts } from "./display.ts";
import type { NodeAgentTexts } from "./node_agent.ts";
import type { SyncAgentTexts } from "./sync_agent.ts";
import type { BackupTexts } from "./backup.ts";
import type { MovingInTexts } from "./moving_in.ts";
import type { CameraTexts } from "./camera.ts";
import type { DemoTexts } from "./demo.ts";
import type { DoctorTexts } from "./doctor.ts";
import type { EditTexts } from "./edit.ts";
import type { ReadyTexts } from "./ready.ts";
import type { PastTexts } from "./past.ts";
import type { ShowTexts } from "./show.ts";
import type { ScheduleTexts } from "./schedule.ts";
import { english } from "./english.ts";
import { korean } from "./korean.ts";
import type { NodeTexts } from "./node.ts";
import { particled } from "./particled.ts";
import type { SettingName } from "../settings/settings_table.ts";
import type { DurationUnits } from "../terminal/durations.ts";

/** Everything the command line says to people, in one language. What is typed or parsed is not in here. */
export interface Texts {
  /** Of the pairs in which the control host says a few things. */
  readonly language: "en" | "ko";
  /** What each command does, one line. */
  readonly about: Readonly<Record<CommandText, string>>;
  readonly arguments: Readonly<Record<ArgumentText, string>>;
  readonly options: Readonly<Record<OptionText, string>>;
  readonly settings: Readonly<Record<SettingName, string>>;
  readonly headings:
    & { readonly usage: string; readonly examples: string }
    & Readonly<
      Record<"arguments" | "options" | "commands", string>
    >;
  readonly rules: {
    readonly host: string;
    readonly brokerUrl: string;
    readonly path: string;
    readonly names: string;
    readonly adminToken: string;
    wholeNumber(least: number, most: number): string;
    oneOf(choices: readonly string[]): string;
    readonly oneValue: string;
    readonly duration: string;
    durationBetween(least: string, most: string): string;
  };
  /** Heads of table columns. */
  readonly columns: Readonly<Record<ColumnText, string>>;
  /** Node hosts, containers and the console. */
  readonly nodes: NodeTexts;
  /** Words for states, by their wire name; where that means something else elsewhere, by kind, dot, name. */
  readonly states: Readonly<Record<string, string>>;
  /** What is wrong with how a command was typed. */
  readonly usage: {
    unknownCommand(word: string): string;
    unknownOption(word: string): string;
    missingArgument(name: string): string;
    missingValue(option: string): string;
    missingOption(option: string): string;
    tooManyArguments(expected: number, got: number): string;
    seeHelp(command: string): string;
  };

  readonly accounts: AccountTexts;
  readonly alerts: AlertTexts;
  readonly alertChannels: AlertChannelTexts;
  readonly agents: AgentTexts;
  readonly displayAgent: DisplayAgentTexts;
  readonly displays: DisplayTexts;
  readonly nodeAgent: NodeAgentTexts;
  readonly syncAgent: SyncAgentTexts;
  readonly demo: DemoTexts;
  readonly doctor: DoctorTexts;
  readonly edits: EditTexts;
  readonly ready: ReadyTexts;
  readonly backups: BackupTexts;
  readonly audit: AuditTexts;
  readonly movingIn: MovingInTexts;
  /** What was, machines, backups of keys. */
  readonly past: PastTexts;
  /** One member. */
  readonly show: ShowTexts;
  readonly schedules: ScheduleTexts;
  readonly cameras: CameraTexts;
  badValue(rule: string, got: string): string;
  readonly unknownSetting: string;
  didYouMean(word: string): string;
  /** What is wrong with a value of a list in the config file. */
  readonly schemaErrors: z.core.$ZodErrorMap;
  readonly lists: {
    twice(name: string): string;
    readonly noAddress: string;
    sameAddresses(name: string): string;
    sameRelayPort(name: string): string;
    noSuchHost(name: string): string;
    noSuchWall(name: string): string;
    entries(count: number): string;
  };
  halfCertificate(set: string, missing: string): string;
  /** `given` is where the other one was given. */
  twoCertificates(given: string): string;
  readonly fileNotAMap: string;
  readonly fileUnreadable: string;
  readonly configIsGood: string;
  defaultOf(value: string): string;
  variableOf(variable: string): string;

  unreachable(url: string, reason: string): string;
  readonly startIt: string;
  badAnswer(what: string): string;
  readonly tokenMissing: string;
  readonly tokenRefused: string;
  readonly notAllowed: string;
  badUrl(url: string): string;
  badToken(place: string): string;
  noSuch(kind: string, name: string): string;
  ambiguous(name: string, ids: string): string;
  seeList(command: string): string;
  pairExpected(got: string): string;
  offsetExpected(got: string): string;
  offsetUnplaced(display: string): string;
  twiceInPreset(display: string): string;
  commandLineMissing(display: string): string;
  commandLineUnneeded(action: string): string;

  nothingThere(kind: string): string;
  /** Says that a client is to connect to `url`; a line to copy follows. */
  nothingLikeThat(kind: string): string;
  firstDisplay(url: string): string;
  moreThere(limit: number): string;
  presetMade(name: string, id: number, targets: number): string;
  deleted(name: string): string;
  groupMade(name: string, id: number, displays: number): string;
  executionStarted(preset: string, id: string): string;
  accepted(id: string): string;
  summary(completed: number, total: number): string;
  /** `look` is a command line of ours. */
  stillOpen(look: string): string;
  readonly followHint: string;
  unexpected(reason: string): string;
  tokenMade(name: string, role: string): string;
  readonly tokenShownOnce: string;
  tokenRevoked(id: string): string;
  noSuchToken(id: string): string;
  /** About a data folder in which no control host has ever been. */
  readonly localFolder: {
    noData(folder: string): string;
    readonly nameIt: string;
    begun(folder: string): string;
  };
  noted(wall: string, by: string): string;
  syncFound(file: string, address: string, port: number): string;
  syncInterval(ms: number): string;
  readonly syncDisabled: string;
  readonly syncLoopback: string;
  readonly syncUnnamed: string;
  readonly linesToAdd: string;
  readonly nothingToAdd: string;
  readonly nothingWritten: string;
  readonly nothingDone: string;
  syncForgotten(name: string): string;
  readonly writeWhere: string;
  configWritten(path: string): string;
  readonly units: DurationUnits;
  ago(text: string): string;
  readonly never: string;
}

export type CommandText =
  | "program"
  | "help"
  | "start"
  | "preset"
  | "presetRun"
  | "presetStop"
  | "presetCreate"
  | "presetDelete"
  | "group"
  | "groupCreate"
  | "groupDelete"
  | "list"
  | "listDisplays"
  | "listGroups"
  | "listPresets"
  | "listCommands"
  | "listExecutions"
  | "listTokens"
  | "listActors"
  | "listSyncHosts"
  | "listWalls"
  | "wall"
  | "wallNote"
  | "sync"
  | "syncImport"
  | "syncForget"
  | "token"
  | "tokenNew"
  | "tokenList"
  | "tokenRevoke"
  | "config"
  | "configPrint"
  | "configCheck";

export type ArgumentText =
  | "preset"
  | "presetName"
  | "group"
  | "groupName"
  | "displays"
  | "tokenName"
  | "tokenId"
  | "wall"
  | "noteText"
  | "syncHost"
  | "syncGuardFile";

export type OptionText =
  | "help"
  | "version"
  | "config"
  | "url"
  | "token"
  | "json"
  | "barrier"
  | "presetBarrier"
  | "presetOffset"
  | "deadline"
  | "waitOnline"
  | "noWait"
  | "on"
  | "inGroup"
  | "noBarrier"
  | "presetOf"
  | "ofDisplay"
  | "ofGroup"
  | "ofExecution"
  | "ofPreset"
  | "description"
  | "query"
  | "liveness"
  | "state"
  | "limit"
  | "role"
  | "right"
  | "expires"
  | "syncState"
  | "syncForce"
  | "hostName"
  | "claimed"
  | "peer"
  | "write";

export type ColumnText =
  | "setting"
  | "value"
  | "source"
  | "id"
  | "name"
  | "state"
  | "health"
  | "address"
  | "version"
  | "lastSeen"
  | "reason"
  | "displays"
  | "description"
  | "targets"
  | "barrier"
  | "lastRun"
  | "target"
  | "action"
  | "by"
  | "asked"
  | "elapsed"
  | "preset"
  | "role"
  | "rights"
  | "expires"
  | "lastUsed"
  | "actor"
  | "mailbox"
  | "handled"
  | "restarts"
  | "restartsLeft"
  | "created"
  | "lastError"
  | "sync"
  | "sinceWhen"
  | "peer"
  | "verdict"
  | "hosts"
  | "culprits";

/** Whether `SIGNALBOX_LANG`, or else the locale, asks for Korean. */
export function isKorean(language: string | undefined, locale: string): boolean {
  const chosen = language === undefined || language === "" ? locale : language;
  return /^ko\b|^ko[_-]/i.test(chosen);
}

/** Made when somebody reads Korean; each line of a console asks for the texts again. */
let spokenKorean: Texts | undefined;

/** The texts in the language of `SIGNALBOX_LANG`, else of the locale; English where neither is Korean. */
export function textsFor(language: string | undefined, locale: string): Texts {
  return isKorean(language, locale) ? spokenKorean ??= particled(korean) : english;
}
