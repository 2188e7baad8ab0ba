import type { AuditChain, AuditFault, AuditOutcome } from "../../protocols/api/audit.ts";
import { AUTHORS } from "../../wording/korean_words.ts";

/** What the command line says about the audit trail, in one language. */
export interface AuditTexts {
  readonly about: Readonly<Record<"audit" | "list" | "verify" | "heads", string>>;
  readonly options: Readonly<
    Record<"who" | "kind" | "subject" | "from" | "to" | "dataDir" | "head", string>
  >;
  readonly columns: Readonly<Record<"when" | "who" | "from" | "what" | "subject", string>>;
  readonly chains: Readonly<Record<AuditChain, string>>;
  readonly faults: Readonly<Record<AuditFault["fault"], string>>;
  readonly outcomes: Readonly<Record<Exclude<AuditOutcome, "done">, string>>;
  /** Those without a token; everybody else is called as the token is. */
  readonly authors: Readonly<Record<string, string>>;
  /** Where a change came from, when it came from nowhere else. */
  readonly local: string;
  /** What the trail has no name for: the control host itself. */
  readonly host: string;
  readonly badMoment: string;
  readonly badHead: string;
  readonly headNeedsFolder: string;
  readonly notHere: string;
  examining(done: number, total: number): string;
  /** One line for each chain; `first` is null where it has no rows. */
  examined(chain: string, rows: number, anchors: number, first: number | null): string;
  head(text: string): string;
  readonly sound: string;
  broken(chain: string, sequence: number, fault: string, detail: string): string;
  failed(reason: string): string;
}

/** English. */
export const english: AuditTexts = {
  about: {
    audit: "Who changed what, and whether that is still as it was written.",
    list: "List the audit trail, newest first.",
    verify:
      "Go through the chains of hashes over the audit trail and the history of commands. Asks " +
      "the control host; with --data-dir it looks into a data folder itself, also a restored one " +
      "and beside a control host that runs. Exit code 1: broken.",
    heads: "Show where the chains end. Kept elsewhere, it proves everything before it.",
  },
  options: {
    who: "only what this token, or whoever else, has done",
    kind: "only changes of this kind, for example preset.changed",
    subject: "only changes of this, as kind or kind/key: preset/3, token",
    from: "only from this moment on, for example 2030-01-08 or 2030-01-08T04:00:00Z",
    to: "only before this moment",
    dataDir: "look into this data folder on this machine, without the API",
    head: "an end of a chain that you have kept, as audit heads shows it; may be repeated",
  },
  columns: { when: "when", who: "who", from: "from", what: "what", subject: "subject" },
  chains: { audit: "audit trail", commands: "history of commands" },
  faults: {
    changed: "changed",
    missing: "missing",
    reordered: "reordered",
    inserted: "inserted",
    tail: "cut off at the end",
    anchor: "does not begin where it was cleared",
  },
  outcomes: { begun: "begun", refused: "refused", failed: "failed", unknown: "unknown" },
  authors: {},
  local: "local",
  host: "control host",
  badMoment: "a date or a moment, for example 2030-01-08 or 2030-01-08T04:00:00Z.",
  badHead: "chain:number:hash, as audit heads shows it.",
  headNeedsFolder: "--head needs --data-dir: it is compared on the machine itself.",
  notHere: "This program cannot look into a data folder here.",
  examining: (done, total) => `Examining ${done} of ${total} rows`,
  examined: (chain, rows, anchors, first) =>
    first === null
      ? `${chain}: no rows`
      : `${chain}: ${rows} rows from ${first} on, ${anchors} anchors`,
  head: (text) => `  ends at ${text}`,
  sound: "Everything is as it was written.",
  broken: (chain, sequence, fault, detail) =>
    `The ${chain} is broken at row ${sequence} (${fault}): ${detail}`,
  failed: (reason) => `It could not be examined: ${reason}`,
};

/** Korean. */
export const korean: AuditTexts = {
  about: {
    audit: "누가 무엇을 바꾸었는지, 기록이 그대로인지 확인합니다.",
    list: "감사 기록을 최신순으로 나열합니다.",
    verify:
      "감사 기록과 명령 이력의 해시 체인을 검사합니다. 제어 호스트에 요청하며, --data-dir을 " +
      "주면 이 컴퓨터의 데이터 폴더를 직접 읽습니다. 복원한 폴더와 실행 중인 폴더에서도 됩니다. " +
      "종료 코드 1: 훼손됨.",
    heads: "체인의 끝을 보여 줍니다. 다른 곳에 보관하면 그 이전 기록의 증거가 됩니다.",
  },
  options: {
    who: "이 토큰이나 사용자가 한 변경만",
    kind: "이 종류의 변경만, 예: preset.changed",
    subject: "이 대상의 변경만, 종류 또는 종류/키: preset/3, token",
    from: "이 시각부터, 예: 2030-01-08 또는 2030-01-08T04:00:00Z",
    to: "이 시각 전까지",
    dataDir: "API 없이 이 컴퓨터의 데이터 폴더를 읽습니다",
    head: "보관해 둔 체인의 끝, audit heads가 보여 주는 형식. 여러 번 쓸 수 있습니다",
  },
  columns: { when: "시각", who: "사용자", from: "주소", what: "변경", subject: "대상" },
  chains: { audit: "감사 기록", commands: "명령 이력" },
  faults: {
    changed: "변경됨",
    missing: "누락됨",
    reordered: "순서가 바뀜",
    inserted: "끼워 넣음",
    tail: "끝이 잘림",
    anchor: "정리된 지점과 맞지 않음",
  },
  outcomes: { begun: "시작됨", refused: "거부됨", failed: "실패", unknown: "알 수 없음" },
  authors: AUTHORS,
  local: "로컬",
  host: "제어 호스트",
  badMoment: "날짜나 시각이어야 합니다. 예: 2030-01-08 또는 2030-01-08T04:00:00Z.",
  badHead: "체인:번호:해시 형식이어야 합니다(audit heads 참고).",
  headNeedsFolder: "--head는 --data-dir과 함께 써야 합니다. 그 컴퓨터에서 직접 비교합니다.",
  notHere: "이 프로그램은 여기서 데이터 폴더를 읽을 수 없습니다.",
  examining: (done, total) => `${total}행 중 ${done}행 검사 중`,
  examined: (chain, rows, anchors, first) =>
    first === null ? `${chain}: 행 없음` : `${chain}: ${first}번부터 ${rows}행, 앵커 ${anchors}개`,
  head: (text) => `  끝: ${text}`,
  sound: "모든 기록이 쓰인 그대로입니다.",
  broken: (chain, sequence, fault, detail) =>
    `${chain}이(가) ${sequence}번 행에서 훼손되었습니다(${fault}): ${detail}`,
  failed: (reason) => `검사하지 못했습니다: ${reason}`,
};
