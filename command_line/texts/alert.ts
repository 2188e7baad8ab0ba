import {
  ALERT_RULES,
  ALERT_SEVERITIES,
  ALERT_STATES,
  ALERT_STEPS,
  KOREAN_ALERT_STEPS,
} from "../../wording/alert_words.ts";
import type { AlertRule, AlertState, AlertStep } from "../../protocols/api/alert.ts";

/** What the command line says about alerts and maintenance, in one language. */
export interface AlertTexts {
  readonly about: Readonly<
    Record<
      "alert" | "list" | "show" | "ack" | "snooze" | "maintenance" | "windows" | "begin" | "end",
      string
    >
  >;
  readonly options: Readonly<
    Record<
      | "id"
      | "note"
      | "snoozeFor"
      | "all"
      | "rule"
      | "maintenanceFor"
      | "from"
      | "subject"
      | "kind"
      | "group"
      | "everything"
      | "windowId",
      string
    >
  >;
  readonly columns: Readonly<
    Record<
      | "id"
      | "severity"
      | "state"
      | "what"
      | "who"
      | "since"
      | "below"
      | "why"
      | "from"
      | "until"
      | "whom"
      | "note"
      | "by"
      | "alert"
      | "opened"
      | "acknowledgedBy"
      | "snoozedUntil"
      | "resolvedAt"
      | "root"
      | "cameBack"
      | "step"
      | "whoDid",
      string
    >
  >;
  readonly severity: Readonly<Record<"critical" | "warning", string>>;
  readonly states: Readonly<Record<AlertState | "snoozed", string>>;
  readonly rules: Readonly<Record<AlertRule, string>>;
  /** What can happen to an alert. */
  readonly steps: Readonly<Record<AlertStep["kind"], string>>;
  /** Of whom an alert is about; as the API says where there is none. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly windowStates: Readonly<Record<"planned" | "active" | "over" | "removed", string>>;
  readonly everything: string;
  acknowledged(id: number, name: string): string;
  snoozed(id: number, name: string, until: string): string;
  told(id: number, name: string): string;
  begun(id: number, from: string, until: string): string;
  ended(id: number): string;
  number(id: number): string;
  readonly badSubject: string;
  readonly nobody: string;
  /** What is wrong with the section of the config file. */
  readonly wrong: {
    readonly percents: string;
    noSuchChannel(name: string): string;
  };
}

/** English. */
export const english: AlertTexts = {
  about: {
    alert: "Take on alerts, put them off, and look at the channels that tell of them.",
    list: "List alerts that are not resolved, newest first.",
    show: "Show one alert, and what happened to it.",
    ack: "Acknowledge an alert: you look after it, and nobody is reminded of it any more.",
    snooze: "Let nobody be told of an alert for a while.",
    maintenance: "Say when work is done on the fleet: alerts are kept, and nobody is told.",
    windows: "List maintenance windows.",
    begin: "Begin or plan a maintenance window.",
    end: "End or take back a maintenance window: what is still wrong is told of now.",
  },
  options: {
    id: "number of the alert",
    note: "what others should know",
    snoozeFor: "for how long, such as 30m or 8h; 0s ends it",
    all: "resolved ones as well",
    rule: "only of this rule",
    maintenanceFor: "for how long, such as 2h",
    from: "when it begins, such as 2030-01-08T22:00 on this machine's clock; without it, now",
    subject: "kind/name, such as display/Hall-1, node/HOST-1, machine/192.0.2.7; may be repeated",
    kind: "every display, node, container, syncHost, camera or wall; may be repeated",
    group: "every display of this group; may be repeated",
    everything: "the whole site",
    windowId: "number of the window",
  },
  columns: {
    id: "Id",
    severity: "Severity",
    state: "State",
    what: "What",
    who: "Who",
    since: "Since",
    below: "Below",
    why: "Why",
    from: "From",
    until: "Until",
    whom: "For",
    note: "Note",
    by: "By",
    alert: "Alert",
    opened: "Opened",
    acknowledgedBy: "Acknowledged by",
    snoozedUntil: "Quiet until",
    resolvedAt: "Resolved",
    root: "Because of",
    cameBack: "Came back",
    step: "What",
    whoDid: "Who",
  },
  severity: { critical: "critical", warning: "warning" },
  states: {
    open: "open",
    acknowledged: "acknowledged",
    resolved: "resolved",
    snoozed: "snoozed",
  },
  rules: {
    offline: "offline",
    stale: "stale",
    unhealthy: "unhealthy",
    wall: "wall out of sync",
    commandFailed: "command failed",
    keyRotation: "key rotation",
    missedKeyBackup: "missed key backup",
    unclaimedPayout: "unclaimed payout",
    validatorLost: "validator lost",
    cameraStalled: "no pictures",
    diskLow: "disk low",
    overload: "overload",
    missedHostBackup: "missed own backup",
  },
  steps: ALERT_STEPS,
  kinds: {},
  windowStates: { planned: "planned", active: "active", over: "over", removed: "removed" },
  everything: "everything",
  acknowledged: (id, name) => `Alert ${id} (${name}) is acknowledged.`,
  snoozed: (id, name, until) => `Nobody is told of alert ${id} (${name}) until ${until}.`,
  told: (id, name) => `People are told of alert ${id} (${name}) again.`,
  begun: (id, from, until) => `Maintenance window ${id}: ${from} to ${until}.`,
  ended: (id) => `Maintenance window ${id} is removed.`,
  number: (id) => `alert ${id}`,
  badSubject: "a kind, a slash and a name or number, such as display/7",
  nobody: "say whom it is for: --subject, --kind, --group or --everything",
  wrong: {
    percents: "criticalPercent must not be below percent",
    noSuchChannel: (name) => `no alert channel is called "${name}".`,
  },
};

/** Korean. */
export const korean: AlertTexts = {
  about: {
    alert: "알림을 확인하거나 미루고, 알림을 보내는 채널을 봅니다.",
    list: "해결되지 않은 알림을 최신순으로 나열합니다.",
    show: "알림 하나와 그 알림에 일어난 일을 보여 줍니다.",
    ack: "알림을 확인합니다. 담당자가 되며, 더는 다시 알리지 않습니다.",
    snooze: "한동안 이 알림을 아무에게도 보내지 않습니다.",
    maintenance: "작업 시간을 정합니다. 알림은 기록되지만 아무에게도 보내지 않습니다.",
    windows: "점검 시간을 나열합니다.",
    begin: "점검 시간을 시작하거나 예약합니다.",
    end: "점검 시간을 끝내거나 취소합니다. 아직 남은 문제는 바로 알립니다.",
  },
  options: {
    id: "알림 번호",
    note: "다른 사람이 알아야 할 내용",
    snoozeFor: "미룰 시간 (예: 30m, 8h). 0s이면 취소",
    all: "해결된 알림도 함께",
    rule: "이 규칙만",
    maintenanceFor: "걸리는 시간 (예: 2h)",
    from: "시작 시각, 이 컴퓨터의 시계로 예: 2030-01-08T22:00. 없으면 지금",
    subject: "종류/이름 (예: display/Hall-1, node/HOST-1, machine/192.0.2.7). 여러 번 지정 가능",
    kind: "모든 display, node, container, syncHost, camera, wall. 여러 번 지정 가능",
    group: "이 그룹의 모든 디스플레이. 여러 번 지정 가능",
    everything: "사이트 전체",
    windowId: "점검 시간 번호",
  },
  columns: {
    id: "번호",
    severity: "심각도",
    state: "상태",
    what: "무엇",
    who: "대상",
    since: "언제부터",
    below: "하위",
    why: "이유",
    from: "시작",
    until: "끝",
    whom: "대상",
    note: "메모",
    by: "만든 사람",
    alert: "알림",
    opened: "발생 시각",
    acknowledgedBy: "확인한 사람",
    snoozedUntil: "미룬 시각",
    resolvedAt: "해결 시각",
    root: "원인",
    cameBack: "다시 발생한 횟수",
    step: "무엇",
    whoDid: "누가",
  },
  severity: ALERT_SEVERITIES,
  states: { ...ALERT_STATES, snoozed: "미룸" },
  rules: ALERT_RULES,
  steps: KOREAN_ALERT_STEPS,
  kinds: {
    display: "디스플레이",
    node: "노드 호스트",
    container: "컨테이너",
    syncHost: "동기 호스트",
    camera: "카메라",
    wall: "월",
    machine: "장비",
    schedule: "일정",
    host: "제어 호스트",
    fleet: "여러 대",
  },
  windowStates: { planned: "예약됨", active: "진행 중", over: "끝남", removed: "삭제됨" },
  everything: "전체",
  acknowledged: (id, name) => `알림 ${id}번(${name})을 확인했습니다.`,
  snoozed: (id, name, until) => `알림 ${id}번(${name})을 ${until}까지 보내지 않습니다.`,
  told: (id, name) => `알림 ${id}번(${name})을 다시 보냅니다.`,
  begun: (id, from, until) => `점검 시간 ${id}번: ${from}부터 ${until}까지.`,
  ended: (id) => `점검 시간 ${id}번을 삭제했습니다.`,
  number: (id) => `${id}번`,
  badSubject: "종류/이름 또는 종류/번호 형식 (예: display/7)",
  nobody: "대상을 지정하세요: --subject, --kind, --group 또는 --everything",
  wrong: {
    percents: "criticalPercent는 percent보다 작을 수 없습니다",
    noSuchChannel: (name) => `"${name}"(이)라는 알림 채널이 없습니다.`,
  },
};
