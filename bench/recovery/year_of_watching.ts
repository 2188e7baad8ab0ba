import type { AlertChange } from "../../actors/alerts/store.ts";
import type { DeliveryChange } from "../../actors/alerts/deliveries/store.ts";
import { type AuditLine, auditLines } from "../../actors/audit/audit_line.ts";
import type { PresenceChange } from "../../actors/presence/store.ts";
import type { SyncChange } from "../../actors/sync_hosts/store.ts";
import { aSyncHost } from "./members.ts";
import { DAY_MS, daysOf, displayName, type Site } from "./site.ts";

/** Kept so long, and no longer. */
const PRESENCE_DAYS = 31;
const DELIVERY_DAYS = 92;
/** Alerts of a day, each noticed and resolved. */
const ALERTS_A_DAY = 25;
const CHANNELS = ["Duty", "Mail"] as const;
/** Changes that people make on a day: who signs in, and what is edited. */
const CHANGES_A_DAY = 40;
/** How long whoever was gone was gone. */
const GONE_MS = 240_000;

/** Who was there when: every display is switched off at night, and some flicker. */
export function* monthOfPresence(site: Site): Generator<PresenceChange> {
  const month = { ...site, days: Math.min(site.days, PRESENCE_DAYS) };
  for (const { at } of daysOf(month)) {
    for (let n = 0; n < site.displays; n++) {
      const member = { kind: "display", key: String(n + 1) } as const;
      const flickers = n % 10 === 0 ? [15, 17, 19] : [];
      for (const hour of [7, ...flickers]) {
        yield presenceNote(member, at(hour), "online", "offline");
      }
      for (const hour of [23, ...flickers]) {
        yield presenceNote(member, at(hour) - GONE_MS, "offline", "online");
      }
    }
  }
  for (let n = 0; n < site.displays; n++) {
    const since = { livenessSince: site.now - DAY_MS, healthSince: site.now - DAY_MS };
    const [key, name] = [String(n + 1), displayName(n)];
    const member = { kind: "display", key, name, liveness: "offline", health: "idle" } as const;
    yield { type: "memberSaved", member: { ...member, ...since } };
  }
}

function presenceNote(
  member: { readonly kind: "display"; readonly key: string },
  at: number,
  to: "online" | "offline",
  from: "online" | "offline",
): PresenceChange {
  const note = { ...member, at, about: "liveness", from, to, heldMs: GONE_MS, reason: "" } as const;
  return { type: "memberNoted", note };
}

/** Alerts that are over, with their history. */
export function* yearOfAlerts(site: Site): Generator<AlertChange> {
  let id = 0;
  for (const { at } of daysOf(site)) {
    for (let n = 0; n < ALERTS_A_DAY; n++) {
      const alert = alertAt(++id, at(9) + n * GONE_MS, site);
      yield { type: "alertSaved", alert };
      const step = { alertId: id, by: null, note: "" };
      yield { type: "alertStepped", step: { ...step, at: alert.openedAt, kind: "opened" } };
      yield { type: "alertStepped", step: { ...step, at: alert.openedAt, kind: "noticed" } };
      yield { type: "alertStepped", step: { ...step, at: alert.resolvedAt, kind: "resolved" } };
    }
  }
}

function alertAt(id: number, openedAt: number, { displays }: Site) {
  const n = id % displays;
  return {
    id,
    rule: "offline",
    severity: "critical",
    subject: { kind: "display", key: String(n + 1), name: displayName(n) },
    state: "resolved",
    openedAt,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: openedAt + GONE_MS,
    reason: { en: "It is offline.", ko: "오프라인입니다." },
    rootId: null,
    snoozedUntil: null,
    flaps: 0,
    about: "",
    noticedAt: openedAt,
  } as const;
}

/** What channels were told of them. */
export function* quarterOfDeliveries(site: Site): Generator<DeliveryChange> {
  const quarter = { ...site, days: Math.min(site.days, DELIVERY_DAYS) };
  let id = 0;
  for (const { at } of daysOf(quarter)) {
    for (let n = 0; n < ALERTS_A_DAY; n++) {
      const queuedAt = at(9) + n * GONE_MS;
      const alert = { ...alertAt(++id, queuedAt, site), below: 0 };
      for (const channel of CHANNELS) {
        const parcel = { channel, id: `alert-${id}-opened`, kind: "opened", at: queuedAt } as const;
        const line = { ...alert.reason, critical: true };
        const facts = { alert, lines: [line], count: 1, queuedAt, attempts: 0 };
        yield { type: "parcelQueued", parcel: { ...parcel, ...facts } };
        const outcome = { attempts: 0, durationMs: 80, detail: "204" };
        const end = { state: "delivered", at: queuedAt + 90, ...outcome } as const;
        yield { type: "parcelEnded", channel, id: parcel.id, ...end };
      }
    }
  }
}

/** Sync hosts that lost the house sync and found it again once in three days, and what became of their wall. */
export function* yearOfSync(site: Site): Generator<SyncChange> {
  for (let n = 0; n < site.syncHosts; n++) yield { type: "hostSaved", host: aSyncHost(n, site) };
  let [day, entry] = [0, 0];
  for (const { at } of daysOf(site)) {
    for (let n = day++ % 3; n < site.syncHosts; n += 3) {
      const note = { hostId: n + 1, kind: "state", heldMs: GONE_MS, reason: "" } as const;
      yield { type: "hostNoted", note: { ...note, at: at(14), from: "slave", to: "error" } };
      yield { type: "hostNoted", note: { ...note, at: at(15), from: "error", to: "slave" } };
    }
    const judged = { wall: "Wall_01", culprits: [] };
    const lost = { verdict: "degraded", reason: "One host reports a sync error." } as const;
    const found = { verdict: "synced", reason: "All hosts are locked." } as const;
    yield { type: "wallJudged", entry: { ...judged, ...lost, id: ++entry, at: at(14) } };
    yield { type: "wallJudged", entry: { ...judged, ...found, id: ++entry, at: at(15) } };
  }
}

/** What people have changed. */
export function* yearOfChanges(site: Site): Generator<AuditLine> {
  const author = { name: "desk", address: "192.0.2.20", tokenId: "tok_1", correlationId: null };
  for (const { at } of daysOf(site)) {
    for (let n = 0; n < CHANGES_A_DAY; n++) {
      const [key, name] = [1 + n % site.displays, displayName(n % site.displays)];
      const [before, after] = [{ name: `${name} (old)` }, { name }];
      const facts = { kind: "display.changed", key, name, before, after } as const;
      yield* auditLines(author, at(10) + n * GONE_MS, facts);
    }
  }
}
