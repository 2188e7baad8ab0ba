/** States of a command, as the ledger names them. */
export const COMMAND_STATES = {
  queued: "대기열",
  sent: "보냄",
  acknowledged: "수신 확인",
  running: "실행 중",
  completed: "완료",
  failed: "실패",
  timed_out: "시간 초과",
  cancelled: "취소됨",
  unknown: "결과 불명",
} as const;

/** States of a camera's stream. */
export const STREAM_STATES = {
  connecting: "연결 중",
  waiting: "영상 대기",
  streaming: "실시간",
  stalled: "영상 멈춤",
} as const;

/** What a token may do. */
export const ROLES = { view: "조회", operate: "운영", admin: "관리자" } as const;

/** What a token may do beside its role. */
export const RIGHTS = {
  exec: "컨테이너에서 프로그램 실행",
  keys: "세션 키",
  payout: "지급",
  logs: "컨테이너 로그",
  recordings: "녹화",
} as const;

/** Who changed something, where it was nobody with a token: names that the audit trail and the ledger have. */
export const AUTHORS = {
  system: "제어 호스트",
  somebody: "알 수 없는 사람",
  device: "장치",
  "console on the host": "호스트 콘솔",
} as const;
