import type { AlertRule } from "../alert.ts";
import type { Verdict } from "../finding.ts";
import type { AlertSettings } from "../settings.ts";
import type { Rule, SourceName, Sources } from "../sources.ts";
import { cameraStalled } from "./camera_stalled.ts";
import { commandFailed } from "./command_failed.ts";
import { diskLow } from "./disk_low.ts";
import { keyRotation } from "./key_rotation.ts";
import { missedHostBackup } from "./missed_host_backup.ts";
import { missedKeyBackup } from "./missed_key_backup.ts";
import { offline } from "./offline.ts";
import { overload } from "./overload.ts";
import { stale } from "./stale.ts";
import { unclaimedPayout } from "./unclaimed_payout.ts";
import { unhealthy } from "./unhealthy.ts";
import { validatorLost } from "./validator_lost.ts";
import { wall } from "./wall.ts";

/** Every rule. A new one is a file, and a line here. */
export const RULES: { readonly [R in AlertRule]: Rule<R> } = {
  offline,
  stale,
  unhealthy,
  wall,
  commandFailed,
  keyRotation,
  missedKeyBackup,
  unclaimedPayout,
  validatorLost,
  cameraStalled,
  diskLow,
  overload,
  missedHostBackup,
};

/** What the rules that are in force make of something. */
export function judgeAll<S extends SourceName>(
  source: S,
  seen: Sources[S],
  settings: AlertSettings,
): readonly Verdict[] {
  return (LISTENERS[source] ?? []).flatMap((rule) => judgeBy(rule, source, seen, settings));
}

/** Rules by what they look at, so that a change of a member costs no more than its own rules. */
const LISTENERS = listenersOf(Object.keys(RULES) as AlertRule[]);

function listenersOf(
  rules: readonly AlertRule[],
): { readonly [source: string]: readonly AlertRule[] | undefined } {
  const found: Record<string, AlertRule[]> = {};
  for (const rule of rules) {
    for (const source of Object.keys(RULES[rule].on)) (found[source] ??= []).push(rule);
  }
  return found;
}

function judgeBy<R extends AlertRule, S extends SourceName>(
  name: R,
  source: S,
  seen: Sources[S],
  { rules }: AlertSettings,
): readonly Verdict[] {
  const rule: Rule<R> = RULES[name];
  const settings = rules[name];
  if (!settings.enabled) return [];
  return rule.on[source]?.(seen, settings) ?? [];
}
