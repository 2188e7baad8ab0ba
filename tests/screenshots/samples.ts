import {
  type AlertChannel,
  AlertChannelList,
  type AlertDelivery,
  AlertDeliveryPage,
} from "../../protocols/api/alert_channel.ts";
import { HostBackupReport } from "../../protocols/api/host_backup.ts";
import { MaintenanceWindow } from "../../protocols/api/maintenance.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Answers of the API by their path below `/api/v1/`, for pages of which a demo has nothing to show. */
export type Samples = Readonly<Record<string, unknown>>;

/** Channels of each kind, one of which has trouble, and what they were told. @param now epoch ms */
export function channelSamples(now: number): Samples {
  const ago = (ms: number) => new Date(now - ms).toISOString();
  const channel = (facts: Pick<AlertChannel, "name" | "kind" | "to"> & Partial<AlertChannel>) => ({
    template: null,
    language: "en" as const,
    minSeverity: "warning" as const,
    ratePerMinute: 10,
    state: "idle" as const,
    waiting: 0,
    lastDeliveredAt: ago(4 * MINUTE_MS),
    lastFailure: null,
    nextTryAt: null,
    ...facts,
  });
  const items = [
    channel({
      name: "Duty",
      kind: "webhook",
      template: "json",
      to: "http://192.0.2.7:9000",
      minSeverity: "critical",
    }),
    channel({
      name: "Mail",
      kind: "email",
      to: "duty@example.com",
      state: "retrying",
      waiting: 1,
      lastDeliveredAt: ago(3 * HOUR_MS),
      lastFailure: { at: ago(50 * SECOND_MS), reason: REFUSED },
      nextTryAt: ago(-20 * SECOND_MS),
    }),
    channel({
      name: "Bus",
      kind: "mqtt",
      to: "signalbox/alerts",
      ratePerMinute: 600,
    }),
  ];
  return {
    "alert-channels": AlertChannelList.parse({ items }),
    "alert-deliveries": AlertDeliveryPage.parse({ items: deliveries(now), nextCursor: null }),
  };
}

type Told = Pick<AlertDelivery, "channel" | "text" | "kind" | "state" | "detail">;

const LOST = {
  en: "Wall_01: not every host is in sync.",
  ko: "Wall_01: 일부 호스트가 동기에서 벗어났습니다.",
};
const BACK = { en: "Wall_01 is in order again.", ko: "Wall_01이 정상으로 돌아왔습니다." };
const DISK = { en: "rack-f188: its disk is 92 % full.", ko: "rack-f188: 디스크가 92% 찼습니다." };
const REFUSED = "mail.example.com:587 refuses our user name or password.";
const FULL = "mail.example.com:587 did not take the mail: 552 mailbox full";
const TAKEN = { state: "delivered", detail: "The broker has it." } as const;
const POSTED = { state: "delivered", detail: "HTTP 200" } as const;

/** By how many minutes ago. */
const TOLD: readonly (readonly [minutes: number, told: Told])[] = [
  [1, { channel: "Mail", text: BACK, kind: "resolved", state: "waiting", detail: REFUSED }],
  [1, { channel: "Bus", text: BACK, kind: "resolved", ...TAKEN }],
  [4, { channel: "Bus", text: LOST, kind: "opened", ...TAKEN }],
  [4, { channel: "Mail", text: LOST, kind: "opened", state: "failed", detail: FULL }],
  [62, { channel: "Duty", text: DISK, kind: "reminder", ...POSTED }],
  [122, { channel: "Bus", text: DISK, kind: "opened", ...TAKEN }],
  [122, { channel: "Duty", text: DISK, kind: "opened", ...POSTED }],
];

function deliveries(now: number): readonly AlertDelivery[] {
  return TOLD.map(([minutes, told], nth) => {
    const queuedAt = new Date(now - minutes * MINUTE_MS).toISOString();
    return {
      ...told,
      id: TOLD.length - nth,
      noticeId: `notice-${TOLD.length - nth}`,
      alertId: 1,
      count: 1,
      queuedAt,
      endedAt: told.state === "waiting" ? null : queuedAt,
      attempts: 1,
      durationMs: 38,
    };
  });
}

/** Work that goes on, is planned, and is over. @param now epoch ms */
export function maintenanceSamples(now: number): Samples {
  const minutes = (from: number) => new Date(now + from * MINUTE_MS).toISOString();
  const window = (
    facts:
      & Pick<MaintenanceWindow, "id" | "from" | "until" | "state" | "note">
      & Partial<MaintenanceWindow>,
  ): MaintenanceWindow => ({
    subjects: [],
    kinds: [],
    groups: [],
    everything: false,
    createdBy: "night shift",
    createdAt: facts.from,
    ...facts,
  });
  const items = [
    window({
      id: 3,
      from: minutes(-12),
      until: minutes(48),
      state: "active",
      groups: ["Hall B"],
      note: "New graphics cards",
    }),
    window({
      id: 2,
      from: minutes(300),
      until: minutes(420),
      state: "planned",
      kinds: ["node", "container"],
      note: "Kernel update of all racks",
    }),
    window({
      id: 1,
      from: minutes(-200),
      until: minutes(-170),
      state: "over",
      kinds: ["camera"],
      note: "Lenses cleaned",
    }),
  ];
  return { maintenance: { items: items.map((each) => MaintenanceWindow.parse(each)) } };
}

/** A backup of every night, the last of them by hand. @param now epoch ms */
export function backupSamples(now: number): Samples {
  const nights = [1, 2, 3, 4].map((days) => new Date(Date.parse(nextFour(now)) - days * DAY_MS));
  const byHand = new Date(now - 95 * MINUTE_MS);
  byHand.setUTCMilliseconds(0);
  const items = [byHand, ...nights].map((made, nth) => ({
    name: `signalbox-${made.toISOString().replace(/[-:]|\.\d+/g, "")}.tar.gz.age`,
    bytes: 48_200_000 - nth * 310_000,
    madeAt: made.toISOString(),
    verifiedAt: new Date(made.getTime() + 9_000).toISOString(),
  }));
  const [newest] = items;
  return {
    "host-backups": HostBackupReport.parse({
      folder: "/var/lib/signalbox/backups",
      schedule: {
        cron: "0 4 * * *",
        timeZone: "Asia/Seoul",
        nextAt: nextFour(now),
      },
      keep: 14,
      attempts: newest === undefined ? [] : [{
        id: "backup_1",
        trigger: "asked",
        state: "made",
        startedAt: newest.madeAt,
        endedAt: newest.verifiedAt,
        phase: null,
        doneBytes: 0,
        totalBytes: 0,
        name: newest.name,
        bytes: newest.bytes,
        sha256: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        reason: null,
      }],
      items,
    }),
  };
}

/** Four o'clock in Seoul is 19:00 in UTC. */
function nextFour(now: number): string {
  const at = new Date(now);
  at.setUTCHours(19, 0, 0, 0);
  return new Date(at.getTime() + (at.getTime() <= now ? DAY_MS : 0)).toISOString();
}
