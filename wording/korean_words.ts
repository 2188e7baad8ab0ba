/** States of a command, as the ledger names them. */
export const COMMAND_STATES = {
  queued: "대기 중",
  sent: "전송됨",
  acknowledged: "수신 확인",
  running: "실행 중",
  completed: "완료",
  failed: "실패",
  timed_out: "시간 초과",
  cancelled: "취소됨",
  unknown: "결과 불명",
} as const;

/** Whether a member is there; `unknown`: nobody was there to see. */
export const LIVENESS_STATES = {
  never_seen: "접속한 적 없음",
  online: "온라인",
  stale: "응답 지연",
  offline: "오프라인",
  maintenance: "점검 중",
  unknown: "알 수 없음",
} as const;

/** What a display does. */
export const DISPLAY_HEALTH = {
  unknown: "알 수 없음",
  idle: "대기",
  running: "실행 중",
  error: "오류",
} as const;

/** Whether everything on a node host does what it should. */
export const NODE_HEALTH = {
  ok: "정상",
  degraded: "일부 이상",
  error: "오류",
  unknown: "알 수 없음",
} as const;

/** What a container does. */
export const CONTAINER_HEALTH = {
  running: "실행 중",
  syncing: "동기화 중",
  stopped: "중지됨",
  error: "오류",
  unknown: "알 수 없음",
} as const;

/** Whether a container is in step with its chain. */
export const CHAIN_STATES = {
  checking: "위치 확인 중",
  initializing: "시작 중",
  syncing: "동기화 중",
  catching_up: "따라잡는 중",
  synced: "동기화됨",
  no_peers: "피어 없음",
  offline: "오프라인",
  unknown: "알 수 없음",
} as const;

/** What a host says of its sync card. */
export const SYNC_STATES = {
  master: "마스터",
  slave: "슬레이브",
  error: "오류",
  free: "잠기지 않음",
  unknown: "알 수 없음",
} as const;

/** What a wall makes of one of its hosts. */
export const WALL_CONDITIONS = {
  master: "마스터",
  slave: "슬레이브",
  error: "오류",
  free: "잠기지 않음",
  unknownState: "알 수 없는 상태",
  flapping: "상태 불안정",
  silent: "응답 없음",
  offline: "오프라인",
  unheard: "아직 수신 없음",
  missing: "보고된 적 없음",
  ambiguous: "주소 중복",
} as const;

/** Whether a wall is in sync. */
export const WALL_VERDICTS = {
  synced: "동기 유지",
  degraded: "일부 이탈",
  lost: "동기 끊김",
  unknown: "알 수 없음",
} as const;

/** What came of a run of a schedule. */
export const SCHEDULE_RUN_STATES = {
  waiting: "대기",
  starting: "시작 중",
  running: "실행 중",
  completed: "완료",
  partial: "일부 완료",
  failed: "실패",
  unknown: "결과 불명",
  skipped: "건너뜀",
  missed: "놓침",
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
