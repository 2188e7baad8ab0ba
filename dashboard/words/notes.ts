import { wordsOf } from "./language.ts";
import { orderWord } from "./orders.ts";
import { said, sentence } from "./sentence.ts";
import { stateWords } from "./states.ts";

const displayKinds: Readonly<Record<string, string>> = {
  registered: "registered",
  reconnected: "reconnected",
  disconnected: "disconnected",
  challenged: "name asked for by another",
  refused: "another refused",
  takenOver: "taken over",
  promoted: "another let in",
  commandSent: "command sent",
  running: "running",
  finished: "finished",
  failed: "failed",
  stopped: "stopped",
  stopFailed: "could not be stopped",
  ended: "ended",
  crashed: "crashed",
};

const nodeKinds: Readonly<Record<string, string>> = {
  versionChanged: "other version",
  processRestarted: "client started anew",
  readingsMissed: "readings missed",
  dockerLost: "Docker lost",
  dockerBack: "Docker back",
  containerStarted: "container started",
  containerStopped: "container stopped",
  syncState: "chain",
  eraBegan: "era began",
  validatorActivated: "validator active",
  validatorDeactivated: "validator not active",
  validatorChanged: "validator changed",
  payoutsWaiting: "payouts wait",
  payoutCheckFailed: "payouts not checked",
  backupCompleted: "keys backed up",
  keyStored: "key stored",
  keyNotStored: "key not stored",
  keyVerified: "key verified",
  keyNotVerified: "key not verified",
  clientStillBusy: "client still busy",
  strayAnswer: "stray answer",
};

const displayKindsInKorean: Readonly<Record<string, string>> = {
  registered: "등록",
  reconnected: "다시 연결",
  disconnected: "연결 끊김",
  challenged: "다른 장치가 이름 요청",
  refused: "다른 장치 거부",
  takenOver: "연결 넘겨받음",
  promoted: "다른 장치 허용",
  commandSent: "명령 보냄",
  running: "실행 중",
  finished: "끝남",
  failed: "실패",
  stopped: "중지됨",
  stopFailed: "중지 실패",
  ended: "종료됨",
  crashed: "비정상 종료",
};

const nodeKindsInKorean: Readonly<Record<string, string>> = {
  versionChanged: "버전 변경",
  processRestarted: "클라이언트 재시작",
  readingsMissed: "측정값 누락",
  dockerLost: "Docker 응답 없음",
  dockerBack: "Docker 복구",
  containerStarted: "컨테이너 시작",
  containerStopped: "컨테이너 중지",
  syncState: "체인",
  eraBegan: "에라 시작",
  validatorActivated: "검증인 활성",
  validatorDeactivated: "검증인 비활성",
  validatorChanged: "검증인 변경",
  payoutsWaiting: "지급 대기",
  payoutCheckFailed: "지급 확인 실패",
  backupCompleted: "키 백업 완료",
  keyStored: "키 저장",
  keyNotStored: "키 저장 실패",
  keyVerified: "키 확인됨",
  keyNotVerified: "키 확인 안 됨",
  clientStillBusy: "클라이언트 작업 중",
  strayAnswer: "요청하지 않은 응답",
};

/** What can happen to a display or on a node host, by the name that its log has for it. */
export const noteWords = wordsOf<Readonly<Record<string, string>>>(
  { ...displayKinds, ...nodeKinds },
  { ...displayKindsInKorean, ...nodeKindsInKorean },
);

/** The word for a line of a log. A change of liveness is named by what it came to. */
export function noteWord(kind: string, detail: string): string {
  const liveness: Readonly<Record<string, string>> = stateWords().liveness;
  const [state = ""] = kind === "liveness" ? detail.split(": ") : [kind];
  return noteWords()[kind] ?? liveness[state] ?? kind;
}

/** What the line says beside its word: what the control host has said is in the language of the page. */
export function noteText(kind: string, detail: string): string {
  if (kind === "liveness") return sentence(detail.slice(detail.indexOf(": ") + 2));
  if (kind === "commandSent") return orderText(detail);
  return newHolder(kind, detail) ?? behindSubject(detail) ?? sentence(detail);
}

function orderText(detail: string): string {
  const [, order = "", preset] = /^(\w+) preset (\d+)$/.exec(detail) ?? [];
  return preset === undefined
    ? detail.replace(/^\w+/, orderWord)
    : partWords().preset(orderWord(order), preset);
}

/** What is said of a masked key, or of an address, that stands before it. */
function behindSubject(detail: string): string | undefined {
  const [, subject = "", text = ""] = BEHIND_SUBJECT.exec(detail) ?? [];
  const { text: worded, known } = said(text);
  return text !== "" && known ? subject + worded : undefined;
}

const BEHIND_SUBJECT = /^(\S+:? )(.+)$/su;

/** Which container it is now, or from where a host is connected now and was before. */
function newHolder(kind: string, detail: string): string | undefined {
  const { container, moved } = partWords();
  const [, id] = kind === "containerStarted" ? /^as (\S+)$/.exec(detail) ?? [] : [];
  if (id !== undefined) return container(id);
  const [, now, before] = kind === "takenOver" ? /^by (\S+), from (\S+)$/.exec(detail) ?? [] : [];
  return now !== undefined && before !== undefined ? moved(now, before) : undefined;
}

const partWords = wordsOf({
  container: (id: string) => `as ${id}`,
  moved: (now: string, before: string) => `by ${now}, from ${before}`,
  preset: (order: string, id: string) => `${order} preset ${id}`,
}, {
  container: (id: string) => `컨테이너 ${id}`,
  moved: (now: string, before: string) => `${before}에서 ${now}(으)로`,
  preset: (order: string, id: string) => `프리셋 ${id} ${order}`,
});
