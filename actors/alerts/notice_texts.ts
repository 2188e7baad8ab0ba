import type { Alert, AlertNotice, AlertSubject, AlertText } from "./alert.ts";

type Word = Readonly<Record<"en" | "ko", string>>;

const KINDS: Readonly<Record<string, Word>> = {
  display: { en: "Display", ko: "디스플레이" },
  node: { en: "Node host", ko: "노드 호스트" },
  container: { en: "Container", ko: "컨테이너" },
  syncHost: { en: "Sync host", ko: "동기 호스트" },
  camera: { en: "Camera", ko: "카메라" },
  wall: { en: "Wall", ko: "월" },
  machine: { en: "Machine", ko: "장비" },
  schedule: { en: "Schedule", ko: "일정" },
  host: { en: "Control host", ko: "제어 호스트" },
  fleet: { en: "Several:", ko: "여러 대:" },
};

const SEVERITY: Readonly<Record<Alert["severity"], Word>> = {
  critical: { en: "CRITICAL", ko: "심각" },
  warning: { en: "Warning", ko: "경고" },
};

const HEAD: Readonly<Record<AlertNotice["kind"], Word>> = {
  opened: { en: "", ko: "" },
  acknowledged: { en: "Acknowledged. ", ko: "확인됨. " },
  resolved: { en: "Resolved. ", ko: "해결됨. " },
  reminder: { en: "Still open. ", ko: "아직 열려 있음. " },
  test: { en: "", ko: "" },
  beat: { en: "", ko: "" },
};

/** What people are told of an alert, in one line and both languages. */
export function noticeText(kind: AlertNotice["kind"], alert: Alert): AlertText {
  const say = (language: "en" | "ko") => {
    const { severity, subject, reason } = alert;
    const who = nameOf(subject, language);
    return `${HEAD[kind][language]}[${SEVERITY[severity][language]}] ${who}: ` +
      reason[language] + belowOf(kind, alert, language);
  };
  return { en: say("en"), ko: say("ko") };
}

/** The watcher is there. */
export function beatText(unresolved: number): AlertText {
  const alerts = unresolved === 1 ? "1 alert is" : `${unresolved} alerts are`;
  return {
    en: `Signalbox is running; ${unresolved === 0 ? "no alert is" : alerts} open.`,
    ko: `Signalbox가 실행 중입니다. 열린 알림 ${unresolved}건.`,
  };
}

/** What several that have one cause are said to be; the first few by name. */
export function manyText(names: readonly string[], one: AlertText, count: number): AlertText {
  const shown = names.slice(0, NAMED).join(", ");
  const more = count - Math.min(names.length, NAMED);
  return {
    en: `${count} at once: ${one.en} ${shown}${more > 0 ? ` and ${more} more` : ""}.`,
    ko: `동시에 ${count}대: ${one.ko} ${shown}${more > 0 ? ` 외 ${more}대` : ""}.`,
  };
}

/** Enough to know where to look. */
const NAMED = 5;

function nameOf({ kind, name }: AlertSubject, language: "en" | "ko"): string {
  return `${KINDS[kind]?.[language] ?? kind} ${name}`;
}

function belowOf(
  kind: AlertNotice["kind"],
  { below, subject }: Alert,
  language: "en" | "ko",
): string {
  if (below === 0 || kind === "resolved" || GATHERED.has(subject.kind)) return "";
  return language === "en" ? ` (and ${below} below it)` : ` (하위 ${below}건)`;
}

/** Their sentences have the number already. */
const GATHERED: ReadonlySet<string> = new Set(["fleet", "machine"]);
