import type {
  AuditEntry,
  AuditFault,
  AuditKind,
  AuditOutcome,
  AuditSubjectKind,
} from "../../protocols/api/audit.ts";
import { AUTHORS } from "../../wording/korean_words.ts";
import { wordsOf } from "./language.ts";

/** What was done, as a kind says behind its full stop. */
type Deed = AuditKind extends `${string}.${infer Verb}` ? Verb : never;

interface AuditTable {
  readonly subjects: Record<AuditSubjectKind, string>;
  readonly deeds: Record<Deed, string>;
  /** Of what changes no table; what is done needs no word more. */
  readonly outcomes: Record<Exclude<AuditOutcome, "done">, string>;
  /** Of what has no token; everybody else is called as the token is. */
  readonly authors: Record<"system" | "somebody" | "device" | "console on the host", string>;
  readonly faults: Record<AuditFault["fault"], string>;
}

const english: AuditTable = {
  subjects: {
    host: "Control host",
    token: "Token",
    session: "Session",
    account: "Device account",
    display: "Display",
    group: "Group",
    preset: "Preset",
    schedule: "Schedule",
    node: "Node host",
    rotation: "Key rotation",
    sessionKey: "Session key",
    syncHost: "Sync host",
    wall: "Wall",
    camera: "Camera",
    recording: "Recording",
    alert: "Alert",
    alertChannel: "Alert channel",
    maintenance: "Maintenance",
    hostBackup: "Backup",
  },
  deeds: {
    started: "started",
    stopped: "stopped",
    reloaded: "settings read again",
    restored: "restored",
    imported: "moved in",
    created: "created",
    changed: "changed",
    removed: "removed",
    revoked: "revoked",
    opened: "opened",
    closed: "closed",
    refused: "refused",
    signedIn: "signed in",
    merged: "merged",
    forgotten: "forgotten",
    run: "run by hand",
    revealed: "shown",
    noted: "note written",
    acknowledged: "acknowledged",
    snoozed: "snoozed",
    tested: "tested",
    asked: "asked for",
    downloaded: "downloaded",
  },
  outcomes: { begun: "begun", refused: "refused", failed: "failed", unknown: "not known" },
  authors: {
    system: "the control host",
    somebody: "somebody",
    device: "a device",
    "console on the host": "console on the host",
  },
  faults: {
    changed: "a row was changed",
    missing: "rows are missing",
    reordered: "rows are in another order",
    inserted: "a row was put in",
    tail: "the end was cut off or changed",
    anchor: "the mark of an earlier clearing does not fit",
  },
};

const korean: AuditTable = {
  subjects: {
    host: "제어 호스트",
    token: "토큰",
    session: "세션",
    account: "장치 계정",
    display: "디스플레이",
    group: "그룹",
    preset: "프리셋",
    schedule: "일정",
    node: "노드 호스트",
    rotation: "키 교체",
    sessionKey: "세션 키",
    syncHost: "동기 호스트",
    wall: "월",
    camera: "카메라",
    recording: "녹화",
    alert: "알림",
    alertChannel: "알림 채널",
    maintenance: "점검",
    hostBackup: "백업",
  },
  deeds: {
    started: "시작",
    stopped: "중지",
    reloaded: "설정 다시 읽음",
    restored: "복원",
    imported: "가져옴",
    created: "생성",
    changed: "변경",
    removed: "삭제",
    revoked: "폐기",
    opened: "시작",
    closed: "종료",
    refused: "거부",
    signedIn: "로그인",
    merged: "합침",
    forgotten: "삭제",
    run: "수동 실행",
    revealed: "열람",
    noted: "메모 작성",
    acknowledged: "확인",
    snoozed: "미룸",
    tested: "시험",
    asked: "요청",
    downloaded: "내려받음",
  },
  outcomes: { begun: "시작됨", refused: "거부됨", failed: "실패", unknown: "알 수 없음" },
  authors: AUTHORS,
  faults: {
    changed: "행이 변경되었습니다",
    missing: "행이 없어졌습니다",
    reordered: "행의 순서가 바뀌었습니다",
    inserted: "행이 끼워 넣어졌습니다",
    tail: "끝이 잘렸거나 변경되었습니다",
    anchor: "이전 정리 때의 기록과 맞지 않습니다",
  },
};

/** Names of what can be done, and of what may be wrong with the trail. */
export const auditNames = wordsOf(english, korean);

/** What was done, in two words, and how far it has come where that is to be said. */
export function deedWord({ kind, after }: Pick<AuditEntry, "kind" | "after">): string {
  const [subject = "", deed = ""] = kind.split(".");
  const { subjects, deeds, outcomes } = auditNames();
  const what = `${subjects[subject as AuditSubjectKind] ?? subject}: ${
    deeds[deed as Deed] ?? deed
  }`;
  const outcome = outcomes[after?.["outcome"] as keyof typeof outcomes] as string | undefined;
  return outcome === undefined ? what : `${what} (${outcome})`;
}

/** Who it was, for people. */
export function authorWord({ who, tokenId }: Pick<AuditEntry, "who" | "tokenId">): string {
  const words: Readonly<Record<string, string>> = auditNames().authors;
  return (tokenId === null ? words[who] : undefined) ?? who;
}

/** The name that the trail knows somebody by; whoever looks for one types what the page calls it. */
export function authorOf(typed: string): string {
  const found = Object.entries(auditNames().authors).find(([, word]) => word === typed);
  return found?.[0] ?? typed;
}

/** Words of the audit page. */
export const auditWords = wordsOf({
  title: "Audit",
  intro:
    "Every change that people and programs have made, in a chain of hashes. What commands were sent is in the ledger.",
  when: "When",
  who: "Who",
  from: "From where",
  what: "What",
  subject: "Subject",
  whoFilter: "By whom (the whole name)",
  subjectFilter: "About",
  after: "From",
  before: "Until",
  any: "anything",
  key: (key: string) => `only ${key}`,
  none: "Nothing was changed that these filters leave.",
  older: "Older",
  changes: "Changes",
  local: "on the host itself",
  detail: (nth: number) => `Line ${nth}`,
  correlation: "Correlation id",
  hash: "Hash",
  field: "Field",
  was: "Before",
  is: "After",
  nothing: "No field was changed.",
  marks: { added: "added", removed: "removed", changed: "changed" },
  verify: "Examine the chain",
  verifying: "Being examined",
  states: {
    never: "not examined since the start",
    running: "being examined",
    sound: "as it was written",
    broken: "not as it was written",
    failed: "could not be read",
  },
  chains: { audit: "Audit trail", commands: "Command ledger" },
  rows: (done: string, total: string) => `${done} of ${total} rows`,
  cleared: (times: number) => `cleared of old rows ${times === 1 ? "once" : `${times} times`}`,
  fault: (sequence: number, what: string) => `At row ${sequence}: ${what}.`,
  head: (sequence: number) => `Ends at row ${sequence}, with the hash`,
  keep: "Kept elsewhere, the hashes prove later that nothing before them was changed.",
}, {
  title: "감사 기록",
  intro:
    "사람과 프로그램이 변경한 모든 내용이 해시 체인으로 기록됩니다. 보낸 명령은 명령 원장에 있습니다.",
  when: "시각",
  who: "누가",
  from: "어디서",
  what: "무엇을",
  subject: "대상",
  whoFilter: "누가 (이름 전체)",
  subjectFilter: "대상 종류",
  after: "부터",
  before: "까지",
  any: "전체",
  key: (key: string) => `${key}만`,
  none: "조건에 맞는 변경이 없습니다.",
  older: "이전 기록",
  changes: "변경 기록",
  local: "호스트에서 직접",
  detail: (nth: number) => `기록 ${nth}`,
  correlation: "연관 식별자",
  hash: "해시",
  field: "항목",
  was: "이전",
  is: "이후",
  nothing: "변경된 항목이 없습니다.",
  marks: { added: "추가", removed: "삭제", changed: "변경" },
  verify: "체인 검사",
  verifying: "검사 중",
  states: {
    never: "시작 후 검사하지 않음",
    running: "검사 중",
    sound: "기록된 그대로임",
    broken: "기록된 것과 다름",
    failed: "읽을 수 없음",
  },
  chains: { audit: "감사 기록", commands: "명령 원장" },
  rows: (done: string, total: string) => `${total}행 중 ${done}행`,
  cleared: (times: number) => `오래된 행 정리 ${times}회`,
  fault: (sequence: number, what: string) => `${sequence}행: ${what}.`,
  head: (sequence: number) => `${sequence}행에서 끝나며, 해시는`,
  keep: "해시를 다른 곳에 보관하면 그 이전이 변경되지 않았음을 나중에 증명할 수 있습니다.",
});
