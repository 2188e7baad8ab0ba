import type { AlertRule, AlertSeverity } from "./alert.ts";

/** What may be said of every rule. */
export interface BasicSettings {
  readonly enabled: boolean;
  readonly severity: AlertSeverity;
  /** What is over within this time never becomes an alert. */
  readonly afterMs: number;
  /** An alert is resolved when all has been well for this long. */
  readonly clearMs: number;
}

/** What may be said of some rules beside it. */
interface Limits {
  readonly diskLow: {
    /** A disk this full is low, */
    readonly percent: number;
    /** and this full critical. */
    readonly criticalPercent: number;
  };
  readonly overload: { readonly loopDelayMs: number; readonly storeWaitMs: number };
  /** So many payouts that nobody has claimed. */
  readonly unclaimedPayout: { readonly atLeast: number };
}

/** The settings of one rule. */
export type RuleSettings<R extends AlertRule> =
  & BasicSettings
  & (R extends keyof Limits ? Limits[R] : unknown);

/** Everything that the config file may say of alerts. */
export interface AlertSettings {
  readonly rules: { readonly [R in AlertRule]: RuleSettings<R> };
  /** An open alert that nobody has acknowledged is told again after this long; 0: never. */
  readonly remindEveryMs: number;
  /** "Still here" for whoever watches the watcher; null: none. */
  readonly beat: { readonly everyMs: number; readonly channel: string | null } | null;
}

const basic = (
  severity: AlertSeverity,
  afterMs: number,
  clearMs: number,
  enabled = true,
): BasicSettings => ({ enabled, severity, afterMs, clearMs });

/**
 * Without a word in the config file. Offline is told 15 s after the lists show it, which outlasts a program that is
 * started anew; `stale` is a doubt, and off. What has happened is told at once.
 */
export const DEFAULT_ALERTS: AlertSettings = {
  rules: {
    offline: basic("critical", 15_000, 10_000),
    stale: basic("warning", 30_000, 10_000, false),
    unhealthy: basic("critical", 30_000, 15_000),
    wall: basic("critical", 10_000, 10_000),
    commandFailed: basic("warning", 0, 0),
    keyRotation: basic("critical", 0, 0),
    missedKeyBackup: basic("warning", 0, 0),
    unclaimedPayout: { ...basic("warning", 0, 0), atLeast: 1 },
    validatorLost: basic("critical", 0, 0),
    cameraStalled: basic("warning", 20_000, 10_000),
    diskLow: { ...basic("warning", 60_000, 60_000), percent: 90, criticalPercent: 97 },
    overload: { ...basic("warning", 30_000, 60_000), loopDelayMs: 250, storeWaitMs: 5_000 },
    missedHostBackup: basic("warning", 0, 0),
  },
  remindEveryMs: 4 * 3_600_000,
  beat: null,
};
