export { english } from "./sync_agent_english.ts";
export { korean } from "./sync_agent_korean.ts";

/** Options of `agent sync`. */
export type SyncAgentOptionName =
  | "config"
  | "targetIp"
  | "targetPort"
  | "enableExternalSend"
  | "interval"
  | "stateCommand"
  | "stateFile"
  | "claim"
  | "bind"
  | "port"
  | "logLevel"
  | "logFormat";

/** What the command line says about the sync agent, in one language. */
export interface SyncAgentTexts {
  readonly about: Readonly<Record<"sync" | "test", string>>;
  readonly options: Readonly<Record<SyncAgentOptionName | "ask", string>>;
  /** What holds when an option is left out. */
  readonly usual: Readonly<Record<"target" | "send" | "state" | "claim" | "config", string>>;
  readonly portOrOff: string;
  readonly ipv4: string;
  readonly target: string;
  readonly twoSources: string;
  readonly needsTarget: string;

  reads(source: string): string;
  sends(target: string, intervalMs: number): string;
  readonly sendsNothing: string;
  readonly sendingIsOff: string;
  answers(address: string): string;
  readonly answersNobody: string;
  readonly ready: string;
  readonly stopping: string;
  readonly stopped: string;
  /** Why a state cannot be had, by its code. */
  readonly unavailable: Readonly<
    Record<"missing" | "forbidden" | "noWmi", (what: string) => string>
  >;

  readonly trial: {
    connected(target: string, ms: number): string;
    sent(line: string): string;
    readonly sentNothing: string;
    /** What the answer means. */
    readonly answered: Readonly<Record<"Synced" | "Free", string>>;
    noState(source: string): string;
    /** Why it failed, by its code. */
    readonly failed: Readonly<
      Record<
        | "noName"
        | "refused"
        | "timedOut"
        | "unreachable"
        | "failed"
        | "mute"
        | "otherAnswer"
        | "hungUp",
        (target: string, detail: string) => string
      >
    >;
  };
}
