import type { Alert, AlertNotice, AlertSubject } from "./alert.ts";
import type { AlertRule } from "./alert.ts";
import { conditionId, type Finding, type Verdict } from "./finding.ts";
import { covers, type MaintenanceNow, type MaintenanceWindow, stateOf } from "./maintenance.ts";
import { serverIdOf } from "../nodes/target_keys.ts";
import { MemberIndex } from "./members.ts";
import { RULES } from "./rules/table.ts";
import { type AlertSettings, type BasicSettings, DEFAULT_ALERTS } from "./settings.ts";
import type { AlertRecord, AlertStep } from "./store.ts";
import { UnsavedChanges } from "./unsaved.ts";

/** Conditions at once: twice the largest fleet that is kept. Further ones are not seen. */
const MAX_TRACKS = 50_000;

/** One moment on both clocks. */
export interface Moment {
  /** Monotonic. */
  readonly nowMs: number;
  /** Epoch. */
  readonly now: number;
}

/** An alert that is not resolved. */
export interface LiveAlert {
  record: AlertRecord;
  below: number;
  /** Monotonic ms before which nobody is told: others of the same cause may be on their way. */
  announceAtMs: number;
  /** Monotonic ms at which people are told again; Infinity: not. */
  remindAtMs: number;
}

/** Many of a kind with the same trouble. */
export interface Gathering {
  /** `rule|kind` of those that join. */
  readonly of: string;
  readonly names: string[];
  count: number;
  /** Monotonic ms. */
  openUntilMs: number;
}

/** A condition: what is wrong with somebody, since when, and its alert. Times are monotonic ms. */
export interface Track {
  readonly id: string;
  readonly rule: AlertRule;
  subject: AlertSubject;
  finding: Finding;
  present: boolean;
  /** Since when it is there, or is not. */
  sinceMs: number;
  expiresAtMs: number;
  alert: LiveAlert | null;
  /** Its last alert, for when it comes back soon. */
  last: { readonly record: AlertRecord; readonly atMs: number } | null;
  /** Set for an alert that stands for many others. */
  gathering: Gathering | null;
}

/** What is to be written and told. */
export interface Effects {
  readonly changed: Set<Track>;
  /** Of alerts that were resolved: their last record. */
  readonly closed: AlertRecord[];
  readonly steps: AlertStep[];
  readonly notices: AlertNotice[];
}

/** Everything about alerts that outlives a crash of their actor. */
export class AlertBook implements MaintenanceNow {
  readonly tracks = new Map<string, Track>();
  /** Of alerts that are not resolved. */
  readonly byAlert = new Map<number, Track>();
  readonly members = new MemberIndex();
  readonly windows = new Map<number, MaintenanceWindow>();
  /** Groups of displays, by id. */
  readonly groups = new Map<number, { readonly name: string; readonly displays: Set<string> }>();
  /** Notices of those who are under maintenance, until it is over. */
  readonly held: { readonly subject: AlertSubject; readonly notice: AlertNotice }[] = [];
  settings: AlertSettings = DEFAULT_ALERTS;
  /** What the disk owes. */
  readonly unsaved = new UnsavedChanges();
  warmUpUntilMs = 0;
  recalled = false;
  #dueMs = Infinity;
  #effects = noEffects();

  get effects(): Effects {
    return this.#effects;
  }

  /** Monotonic ms at which time alone opens the next alert, or lets the next one be told; Infinity: none. */
  get dueMs(): number {
    return this.#dueMs;
  }

  /** Hands out what is to be written and told, once. */
  takeEffects(): Effects {
    const taken = this.#effects;
    this.#effects = noEffects();
    return taken;
  }

  /** Is there anything that time alone may change, or that is not written yet? */
  hasWork(): boolean {
    const { steps, notices, closed } = this.#effects;
    return this.tracks.size + this.windows.size + this.held.length > 0 ||
      steps.length + notices.length + closed.length > 0 || !this.unsaved.isEmpty;
  }

  settingsOf(rule: AlertRule): BasicSettings {
    return this.settings.rules[rule];
  }

  /** The track of a condition; made where there is none yet. Undefined: there are too many. */
  trackOf(rule: AlertRule, subject: AlertSubject, finding: Finding): Track | undefined {
    const id = conditionId(rule, subject.kind, subject.key);
    const known = this.tracks.get(id);
    if (known !== undefined || this.tracks.size >= MAX_TRACKS) return known;
    const track: Track = {
      id,
      rule,
      subject,
      finding,
      present: false,
      sinceMs: -Infinity,
      expiresAtMs: Infinity,
      alert: null,
      last: null,
      gathering: null,
    };
    this.tracks.set(id, track);
    return track;
  }

  /** Takes in what a rule says. */
  take(verdict: Verdict, { nowMs }: Moment): void {
    const { rule, subject, finding } = verdict;
    const isWarmingUp = nowMs < this.warmUpUntilMs;
    if (finding === null) return this.#takeBack(verdict, nowMs);
    if (isWarmingUp && RULES[rule].notInWarmUp) return;
    const track = this.trackOf(rule, subject, finding);
    if (track === undefined) return;
    if (!track.present) {
      track.present = true;
      track.sinceMs = nowMs;
      this.#dueMs = Math.min(this.#dueMs, this.dueOf(track));
    }
    track.finding = finding;
    track.expiresAtMs = nowMs + (RULES[rule].expiresMs ?? Infinity);
    this.#amend(track);
  }

  #takeBack({ rule, subject, about }: Verdict, nowMs: number): void {
    const track = this.tracks.get(conditionId(rule, subject.kind, subject.key));
    if (!track?.present) return;
    if (about !== undefined && track.finding.about !== about) return;
    goAway(track, nowMs);
  }

  /** An open alert says what is wrong now, though it is the same alert. */
  #amend({ alert, rule, finding: { reason, severity, about = "" } }: Track): void {
    if (alert === null) return;
    const next = severity ?? this.settingsOf(rule).severity;
    const { record } = alert;
    const isSame = record.severity === next && record.reason.en === reason.en;
    if (isSame && record.about === about) return;
    this.amend(record.id, { severity: next, reason, about });
  }

  /** Finds what is due next. What was due before and waits for something else has its turn at the next look. */
  findDue({ nowMs }: Moment): void {
    this.#dueMs = Infinity;
    for (const track of this.tracks.values()) {
      const dueMs = this.dueOf(track);
      if (dueMs > nowMs && dueMs < this.#dueMs) this.#dueMs = dueMs;
    }
  }

  /** Monotonic ms at which a condition opens its alert, or its alert may be told; Infinity: not by time alone. */
  dueOf({ rule, present, sinceMs, alert }: Track): number {
    if (alert !== null) return alert.announceAtMs;
    const { enabled, afterMs } = this.settingsOf(rule);
    return enabled && present ? Math.max(this.warmUpUntilMs, sinceMs + afterMs) : Infinity;
  }

  /** Changes an alert that is not resolved. */
  amend(id: number, changes: Partial<AlertRecord>): void {
    const track = this.byAlert.get(id);
    if (!track?.alert) return;
    track.alert.record = { ...track.alert.record, ...changes };
    this.#effects.changed.add(track);
  }

  /** Is work done on it now? */
  isUnderMaintenance(subject: AlertSubject, now: number): boolean {
    return this.maintenanceOf(subject, now) !== undefined;
  }

  /** The window that it is under now; of several the one that ends last. */
  maintenanceOf(
    subject: Pick<AlertSubject, "kind" | "key">,
    now: number,
  ): MaintenanceWindow | undefined {
    if (this.windows.size === 0) return undefined;
    const address = this.#addressOf(subject);
    const groups = subject.kind === "display" ? this.#groupsOf(subject.key) : [];
    let last: MaintenanceWindow | undefined;
    for (const window of this.windows.values()) {
      if (stateOf(window, now) !== "active" || window.until <= (last?.until ?? 0)) continue;
      if (covers(window, subject, { address, groups })) last = window;
    }
    return last;
  }

  /** A container stands where its host does. */
  #addressOf({ kind, key }: Pick<AlertSubject, "kind" | "key">): string | null {
    if (kind === "machine") return key;
    const place = kind === "container" ? { kind: "node", key: serverIdOf(key) } : { kind, key };
    return this.members.get(place)?.address ?? null;
  }

  #groupsOf(displayId: string): readonly string[] {
    return [...this.groups.values()].flatMap(({ name, displays }) =>
      displays.has(displayId) ? [name.toLowerCase()] : []
    );
  }
}

/** A condition is not there any more. */
export function goAway(track: Track, nowMs: number): void {
  if (!track.present) return;
  track.present = false;
  track.sinceMs = nowMs;
}

/** An alert as people see it. */
export function viewOf({ record, below }: Pick<LiveAlert, "record" | "below">): Alert {
  const { about: _about, noticedAt: _noticedAt, ...alert } = record;
  return { ...alert, below };
}

function noEffects(): Effects {
  return { changed: new Set(), closed: [], steps: [], notices: [] };
}
